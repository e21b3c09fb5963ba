#include "scene/base/process.h"

#include <sys/resource.h>

namespace twin {

std::uint64_t peakResidentBytes() noexcept {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;  // Linux counts kibibytes
}

}  // namespace twin
