#version 460
#define LEAN_FAR
#define NO_UV
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/lean_vertex.glsl"
