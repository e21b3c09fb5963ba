// app/window/surface.h: the only place of the program that touches Vulkan: the window's surface.
#pragma once

#include <string>
#include <vector>

struct GLFWwindow;
struct VkInstance_T;
struct VkSurfaceKHR_T;

namespace twin::app {

[[nodiscard]] std::vector<std::string> surfaceExtensions();
/// @return VkResult
[[nodiscard]] int makeSurface(GLFWwindow* window, VkInstance_T* instance, VkSurfaceKHR_T** surface);

}  // namespace twin::app
