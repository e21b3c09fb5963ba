// app/program/input.h: what the window tells the program, besides what ImGui is fed with.
#pragma once

#include <string>
#include <vector>

namespace twin::app {

struct Input {
    bool left = false, right = false, up = false, down = false;  ///< arrow keys: the camera's, unless someone types
    std::vector<std::string> dropped;                            ///< files dropped onto the window
    bool focused = true;
};

}  // namespace twin::app
