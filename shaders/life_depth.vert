#version 460
#define LIFE_DEPTH
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/life_vertex.glsl"
