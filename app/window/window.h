// app/window/window.h: the one window: GLFW, its events fed to ImGui and to Input, full screen, dropped files.
//
// Only one at a time; GLFW wants the main thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/program/input.h"
#include "app/text/texts.h"
#include "renderer/renderer.h"
#include "scene/base/result.h"

struct GLFWwindow;

namespace twin::app {

class Window {
public:
    struct Wish {
        std::uint32_t widthPx = 1280, heightPx = 720;
        bool fullscreen = false;
        bool hiddenCursor = false;
    };
    [[nodiscard]] static Result<std::unique_ptr<Window>> open(const Wish& wish, const Texts& texts);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Extensions and surface maker, for render::CreateInfo.
    void describeSurface(render::CreateInfo& info) const;
    /// Where events go from now on. ImGui's context must exist.
    void connect(Input& input);

    void poll();
    void wait(double seconds);
    [[nodiscard]] bool shouldClose() const;
    [[nodiscard]] bool minimised() const;
    void framebuffer(std::uint32_t& widthPx, std::uint32_t& heightPx) const;
    void setFullscreen(bool on);
    [[nodiscard]] bool fullscreen() const noexcept { return fullscreen_; }
    /// Something came in since the last call: keys, mouse, resize, focus, expose.
    [[nodiscard]] bool takeTouched() noexcept {
        const bool touched = touched_;
        touched_ = false;
        return touched;
    }
    void touch() noexcept { touched_ = true; }
    /// The shape ImGui wants: a hand over links, a bar over text.
    void updateCursor();
    [[nodiscard]] static bool displayPresent();

private:
    explicit Window(GLFWwindow* window) : window_{window} {}
    static Window& of(GLFWwindow* window);
    void installCallbacks();

    GLFWwindow* window_;
    Input* input_ = nullptr;
    bool fullscreen_ = false, touched_ = true;
    int x_ = 0, y_ = 0, width_ = 1280, height_ = 720;  ///< before full screen
    std::vector<void*> cursors_;
};

}  // namespace twin::app
