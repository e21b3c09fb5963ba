#version 460
#define TREE_PICK
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/lean_tree_vertex.glsl"
