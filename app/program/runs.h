// app/program/runs.h: the ways to use the program, each to its exit code's error.
#pragma once

#include <chrono>

#include "app/cli/options.h"
#include "scene/base/result.h"

namespace twin::app {

/// What main() ends with: an error's code, or a finished run that still failed its purpose.
struct Ended {
    int code = 0;
};

/// --shot, --frames without a display.
[[nodiscard]] Result<Ended> runHeadless(const Options& options, std::chrono::steady_clock::time_point start);
[[nodiscard]] Result<Ended> runWindow(const Options& options, std::chrono::steady_clock::time_point start);
/// --replay without --shot: no renderer at all. 1 when the hash differs.
[[nodiscard]] Result<Ended> runReplay(const Options& options);
/// Parses, runs, says what went wrong in one line on the standard error.
[[nodiscard]] int runProgram(const std::vector<std::string>& arguments);

}  // namespace twin::app
