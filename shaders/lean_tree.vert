#version 460
// Trees on the software level: lit and toned a vertex.
#extension GL_GOOGLE_include_directive : require
#define TREE_LEAN
#include "shaders/lib/tree_vertex.glsl"
