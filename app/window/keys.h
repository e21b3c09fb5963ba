// app/window/keys.h: GLFW's keys as ImGui's.
#pragma once

#include <imgui.h>

namespace twin::app {

/// ImGuiKey_None for keys nobody uses.
[[nodiscard]] ImGuiKey imguiKey(int glfwKey) noexcept;

}  // namespace twin::app
