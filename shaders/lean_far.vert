#version 460
#define LEAN_FAR
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/lean_vertex.glsl"
