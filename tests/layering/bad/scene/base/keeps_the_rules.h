// Keeps the rules, and only talks of breaking them; never compiled.
// #include <vulkan/vulkan.h>
#include <array>
#include "scene/base/hash.h"
