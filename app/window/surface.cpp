#include "app/window/surface.h"

#include <vulkan/vulkan.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace twin::app {

std::vector<std::string> surfaceExtensions() {
    std::uint32_t count = 0;
    const char** names = glfwGetRequiredInstanceExtensions(&count);
    return names == nullptr ? std::vector<std::string>{} : std::vector<std::string>(names, names + count);
}

int makeSurface(GLFWwindow* window, VkInstance_T* instance, VkSurfaceKHR_T** surface) {
    return glfwCreateWindowSurface(instance, window, nullptr, surface);
}

}  // namespace twin::app
