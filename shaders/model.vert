#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/model_vertex.glsl"
