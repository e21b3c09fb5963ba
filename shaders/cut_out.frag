#version 460
// What is built, or taken down, as far as it has come; hedges.
#extension GL_GOOGLE_include_directive : require
#define CUT_OUT
#include "shaders/lib/built.glsl"
