// The scene's tables, and the frame by its address as well: for fragments of the software level (others: pushed.glsl). To look a value up in a block
// of uniforms Mesa's software device checks its place in it first, which makes a quarter more code to compile; graphics cards
// read uniforms a little faster (1 to 2 % of a frame on an H100).
#define FRAME_BY_ADDRESS
#include "shaders/lib/scene.glsl"
