// The scene's tables, and the frame by an address that is pushed: for vertex and compute shaders that run on the software level.
// Of what is pushed Mesa's software device knows that all lanes have the same, and loads what lies there once, outside of
// branches and loops at least; what an address in a block of uniforms points to it gathers lane by lane. Fragment shaders
// gather either way (by_address.glsl). PUSH: the structure that the pass pushes beside it, if any.
#define FRAME_PUSHED
#include "shaders/lib/scene.glsl"
