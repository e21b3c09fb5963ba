#version 460
#define TREE_SHADOW
#define TREE_LEAF_SHADOW
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/tree_vertex.glsl"
