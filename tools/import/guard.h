// tools/import/guard.h: keeps one bad file from harming anything but this process, and makes every way to fail one
// sentence on the standard error output and exit code 2.
#pragma once

#include <cstdint>
#include <string_view>

namespace twin::import {

struct GuardLimits {
    std::uint64_t memoryMib = 2048;
    std::uint32_t seconds = 25;  ///< on the clock, and of processor time
};

/// Limits memory, time, file size and open files; turns crashes, running out of memory and running out of time into
/// sentences; sends what libraries print to nowhere. Call it once, before the first byte of the file is read.
void raiseGuard(const GuardLimits& limits);

/// Gives the standard output back, for the notes of a file that was read.
void restoreOutput();

/// Writes `sentence`, with a full stop, and ends the process with code 2.
[[noreturn]] void refuse(std::string_view sentence);

}  // namespace twin::import
