#include "app/window/display_loss.h"

#include <dlfcn.h>
#include <unistd.h>

#include <utility>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace twin::app {

namespace {

/// The part of Xlib's XErrorEvent that is read here; GLFW loads Xlib itself, so no header of it is needed to build.
struct XError {
    int type;
    void* display;
    unsigned long resource;
    unsigned long serial;
    unsigned char code;
};
constexpr unsigned char kBadWindow = 3, kBadDrawable = 9;

std::string sentence;  // NOLINT(cert-err58-cpp): empty; Xlib's handlers take no word from their caller
unsigned long watched = 0;
bool destroyed = false;

int onError(void*, XError* error) {
    if (error->resource == watched && (error->code == kBadWindow || error->code == kBadDrawable)) destroyed = true;
    return 0;  // Xlib would end the program for any request that came too late
}

[[noreturn]] int onConnectionLost(void*) {
    const std::string line = "twin: " + sentence + "\n";
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
    // Not exit(): destructors would talk to the screen that is gone, and clear away the journal for recovery.
    ::_exit(2);
}

}  // namespace

void watchDisplay(GLFWwindow* window) {
    destroyed = false;
    using WindowOf = unsigned long (*)(GLFWwindow*);
    const auto windowOf = reinterpret_cast<WindowOf>(::dlsym(RTLD_DEFAULT, "glfwGetX11Window"));
    if (windowOf == nullptr || glfwGetPlatform() != GLFW_PLATFORM_X11) return;
    watched = windowOf(window);
    void* xlib = ::dlopen("libX11.so.6", RTLD_LAZY | RTLD_NOLOAD);  // the one that GLFW has loaded
    if (xlib == nullptr) return;
    using SetError = void* (*)(int (*)(void*, XError*));
    using SetIoError = void* (*)(int (*)(void*));
    if (const auto set = reinterpret_cast<SetError>(::dlsym(xlib, "XSetErrorHandler"))) set(onError);
    if (const auto set = reinterpret_cast<SetIoError>(::dlsym(xlib, "XSetIOErrorHandler"))) set(onConnectionLost);
    ::dlclose(xlib);
}

void setDisplayLossSentence(std::string text) { sentence = std::move(text); }

bool windowDestroyed() noexcept { return destroyed; }

}  // namespace twin::app
