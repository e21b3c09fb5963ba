#version 460
// Everything built that is whole, planned or seen through.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/built.glsl"
