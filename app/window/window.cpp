#include "app/window/window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <array>
#include <cstdlib>

#include "app/window/display_loss.h"
#include "app/window/keys.h"
#include "app/window/surface.h"

namespace twin::app {

namespace {

constexpr std::array kCursorShapes{std::pair{ImGuiMouseCursor_Arrow, GLFW_ARROW_CURSOR},
                                   std::pair{ImGuiMouseCursor_TextInput, GLFW_IBEAM_CURSOR},
                                   std::pair{ImGuiMouseCursor_Hand, GLFW_POINTING_HAND_CURSOR}};

std::string glfwReason() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text != nullptr ? text : "GLFW";
}

}  // namespace

bool Window::displayPresent() {
    const char* x = std::getenv("DISPLAY");
    const char* wayland = std::getenv("WAYLAND_DISPLAY");
    return (x != nullptr && *x != 0) || (wayland != nullptr && *wayland != 0);
}

Result<std::unique_ptr<Window>> Window::open(const Wish& wish, const Texts& texts) {
    if (!displayPresent()) return Error{Errc::BadArgument, texts.get("error.window.no-display")};
    // GLFW tries Wayland first, and its library complains on the terminal where there is none.
    const char* wayland = std::getenv("WAYLAND_DISPLAY");
    if (wayland == nullptr || *wayland == 0) glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
    if (glfwInit() == GLFW_FALSE) return Error{Errc::BadArgument, texts.say("error.window.failed", {glfwReason()})};
    if (glfwVulkanSupported() == GLFW_FALSE) {
        glfwTerminate();
        return Error{Errc::NoDevice, texts.get("error.vulkan.no-loader")};
    }
    glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
    glfwWindowHint(GLFW_RESIZABLE, GLFW_TRUE);
    GLFWwindow* made = glfwCreateWindow(static_cast<int>(wish.widthPx), static_cast<int>(wish.heightPx),
                                        texts.get("ui.app.title"), nullptr, nullptr);
    if (made == nullptr) {
        const std::string reason = glfwReason();
        glfwTerminate();
        return Error{Errc::BadArgument, texts.say("error.window.failed", {reason})};
    }
    std::unique_ptr<Window> window{new Window{made}};
    glfwSetWindowUserPointer(made, window.get());
    glfwSetWindowSizeLimits(made, 480, 320, GLFW_DONT_CARE, GLFW_DONT_CARE);
    for (const auto& [ours, theirs] : kCursorShapes) window->cursors_.push_back(glfwCreateStandardCursor(theirs));
    watchDisplay(made);
    setDisplayLossSentence(texts.get("error.window.gone"));
    if (wish.fullscreen) window->setFullscreen(true);
    return window;
}

Window::~Window() {
    for (void* cursor : cursors_) glfwDestroyCursor(static_cast<GLFWcursor*>(cursor));
    glfwDestroyWindow(window_);
    glfwTerminate();
}

Window& Window::of(GLFWwindow* window) { return *static_cast<Window*>(glfwGetWindowUserPointer(window)); }

void Window::describeSurface(render::CreateInfo& info) const {
    info.instanceExtensions = surfaceExtensions();
    info.makeSurface = [window = window_](VkInstance_T* instance, VkSurfaceKHR_T** surface) {
        return makeSurface(window, instance, surface);
    };
}

void Window::connect(Input& input) {
    input_ = &input;
    installCallbacks();
    ImGuiIO& io = ImGui::GetIO();
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    io.ClipboardUserData = window_;
    io.SetClipboardTextFn = [](void* user, const char* text) {
        glfwSetClipboardString(static_cast<GLFWwindow*>(user), text);
    };
    io.GetClipboardTextFn = [](void* user) { return glfwGetClipboardString(static_cast<GLFWwindow*>(user)); };
}

void Window::installCallbacks() {
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int, int action, int mods) {
        Window& self = of(w);
        self.touched_ = true;
        ImGuiIO& io = ImGui::GetIO();
        io.AddKeyEvent(ImGuiMod_Ctrl, (mods & GLFW_MOD_CONTROL) != 0);
        io.AddKeyEvent(ImGuiMod_Shift, (mods & GLFW_MOD_SHIFT) != 0);
        io.AddKeyEvent(ImGuiMod_Alt, (mods & GLFW_MOD_ALT) != 0);
        if (action == GLFW_REPEAT) return;
        const bool down = action == GLFW_PRESS;
        Input& input = *self.input_;
        bool* arrow = key == GLFW_KEY_LEFT    ? &input.left
                      : key == GLFW_KEY_RIGHT ? &input.right
                      : key == GLFW_KEY_UP    ? &input.up
                      : key == GLFW_KEY_DOWN  ? &input.down
                                              : nullptr;
        // Arrows move the camera, not the focus of the panels, unless someone types; Tab goes through the controls.
        if (arrow != nullptr && (!down || !io.WantTextInput)) *arrow = down;
        if (arrow != nullptr && !io.WantTextInput && down) return;
        if (const ImGuiKey known = imguiKey(key); known != ImGuiKey_None) io.AddKeyEvent(known, down);
    });
    glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned letter) {
        of(w).touched_ = true;
        ImGui::GetIO().AddInputCharacter(letter);
    });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int) {
        of(w).touched_ = true;
        if (button >= 0 && button < 3) ImGui::GetIO().AddMouseButtonEvent(button, action == GLFW_PRESS);
    });
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
        of(w).touched_ = true;
        int width = 1;
        int height = 1;
        int pixelWidth = 1;
        int pixelHeight = 1;
        glfwGetWindowSize(w, &width, &height);
        glfwGetFramebufferSize(w, &pixelWidth, &pixelHeight);
        const auto scaled = [](double v, int pixels, int points) {
            return static_cast<float>(v * pixels / (points > 0 ? points : 1));
        };
        ImGui::GetIO().AddMousePosEvent(scaled(x, pixelWidth, width), scaled(y, pixelHeight, height));
    });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
        of(w).touched_ = true;
        if (entered == GLFW_FALSE) ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double x, double y) {
        of(w).touched_ = true;
        ImGui::GetIO().AddMouseWheelEvent(static_cast<float>(x), static_cast<float>(y));
    });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
        Window& self = of(w);
        self.touched_ = true;
        Input& input = *self.input_;
        input.focused = focused == GLFW_TRUE;
        if (!input.focused) input.left = input.right = input.up = input.down = false;
        ImGui::GetIO().AddFocusEvent(input.focused);
    });
    glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
        Window& self = of(w);
        self.touched_ = true;
        for (int i = 0; i < count; ++i) self.input_->dropped.emplace_back(paths[i]);
    });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { of(w).touched_ = true; });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { of(w).touched_ = true; });
    glfwSetWindowIconifyCallback(window_, [](GLFWwindow* w, int) { of(w).touched_ = true; });
}

void Window::poll() { glfwPollEvents(); }
void Window::wait(double seconds) { glfwWaitEventsTimeout(seconds); }
bool Window::shouldClose() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }
bool Window::minimised() const { return glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == GLFW_TRUE; }

void Window::framebuffer(std::uint32_t& widthPx, std::uint32_t& heightPx) const {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    widthPx = minimised() ? 0 : static_cast<std::uint32_t>(width);
    heightPx = minimised() ? 0 : static_cast<std::uint32_t>(height);
}

void Window::setFullscreen(bool on) {
    if (on == fullscreen_) return;
    touched_ = true;
    if (!on) {
        glfwSetWindowMonitor(window_, nullptr, x_, y_, width_, height_, GLFW_DONT_CARE);
        fullscreen_ = false;
        return;
    }
    glfwGetWindowPos(window_, &x_, &y_);
    glfwGetWindowSize(window_, &width_, &height_);
    // The screen that holds the middle of the window.
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    GLFWmonitor* chosen = glfwGetPrimaryMonitor();
    for (int i = 0; i < count; ++i) {
        int mx = 0;
        int my = 0;
        glfwGetMonitorPos(monitors[i], &mx, &my);
        const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
        if (mode == nullptr) continue;
        const int cx = x_ + width_ / 2 - mx;
        const int cy = y_ + height_ / 2 - my;
        if (cx >= 0 && cy >= 0 && cx < mode->width && cy < mode->height) chosen = monitors[i];
    }
    const GLFWvidmode* mode = chosen != nullptr ? glfwGetVideoMode(chosen) : nullptr;
    if (mode == nullptr) return;
    glfwSetWindowMonitor(window_, chosen, 0, 0, mode->width, mode->height, mode->refreshRate);
    fullscreen_ = true;
}

void Window::updateCursor() {
    const ImGuiMouseCursor wanted = ImGui::GetMouseCursor();
    for (std::size_t i = 0; i < kCursorShapes.size(); ++i) {
        if (kCursorShapes[i].first == wanted && cursors_[i] != nullptr)
            glfwSetCursor(window_, static_cast<GLFWcursor*>(cursors_[i]));
    }
}

}  // namespace twin::app
