#version 460
// People and vehicles along the streets: one mesh a kind, many places.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/life_vertex.glsl"
