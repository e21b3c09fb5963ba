// app/window/display_loss.h: a screen that is unplugged, an X server that ends, a window that another program destroys.
//
// Xlib's own answer to the first two is to end the program with a line of its own; ours says what happened in the
// person's language. Nothing is lost: the journal for recovery has been written line by line, and it stays.
#pragma once

#include <string>

struct GLFWwindow;

namespace twin::app {

/// Takes the place of Xlib's handlers for this window; nothing where the window is not X11's.
void watchDisplay(GLFWwindow* window);
/// What is said on the standard error, after "twin: ", when the connection breaks. The program then ends with 2.
void setDisplayLossSentence(std::string sentence);
/// The watched window was destroyed behind our back.
[[nodiscard]] bool windowDestroyed() noexcept;

}  // namespace twin::app
