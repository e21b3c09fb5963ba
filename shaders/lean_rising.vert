#version 460
#define LEAN_RISING
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/lean_vertex.glsl"
