#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/lean_tree_vertex.glsl"
