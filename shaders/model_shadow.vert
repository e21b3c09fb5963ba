#version 460
#define MODEL_SHADOW
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/model_vertex.glsl"
