// What the structures that C++ shares with shaders (shaders/shared) are written with.
#ifndef TWIN_LIB_SHARED_GLSL
#define TWIN_LIB_SHARED_GLSL
#extension GL_EXT_scalar_block_layout : require
#extension GL_EXT_buffer_reference : require
#define SHARED_ASSERT_SIZE(type, bytes)
#define SHARED_ADDRESS(type) type
#endif
