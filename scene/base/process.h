// scene/base/process.h: what the system counts of this process. Any thread; takes nothing from the heap, reads no file.
#pragma once

#include <cstdint>

namespace twin {

/// The most that its resident set has been, bytes. On a software device the picture's memory is in it too.
[[nodiscard]] std::uint64_t peakResidentBytes() noexcept;

}  // namespace twin
