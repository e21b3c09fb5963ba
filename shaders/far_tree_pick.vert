#version 460
#define TREE_PICK
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/far_tree_vertex.glsl"
