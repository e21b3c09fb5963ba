#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/tree_vertex.glsl"
