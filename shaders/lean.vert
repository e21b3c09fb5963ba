#version 460
// scene.vert for the software level: colour and light a triangle, so that a fragment has little left to do. Each further
// output costs every triangle, so things are packed. LEAN_FAR: nothing is left but the finished colour.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/lean_vertex.glsl"
