// The one translation unit that holds the memory allocator's code; its warnings are not ours.
#pragma GCC system_header
#define VMA_IMPLEMENTATION
#define VMA_STATIC_VULKAN_FUNCTIONS 1
#define VMA_DYNAMIC_VULKAN_FUNCTIONS 0
#include <vk_mem_alloc.h>
