#include "renderer/world/range_pool.h"

#include <algorithm>
#include <iterator>

namespace twin::render {

RangePool::RangePool(std::uint32_t size) : size_{size} {
    if (size > 0) gaps_.push_back({0, size});
}

std::optional<Range> RangePool::take(std::uint32_t count) {
    if (count == 0) return Range{};
    const auto gap = std::find_if(gaps_.begin(), gaps_.end(), [=](const Range& g) { return g.count >= count; });
    if (gap == gaps_.end()) return std::nullopt;
    const Range taken{gap->first, count};
    gap->first += count;
    gap->count -= count;
    if (gap->count == 0) gaps_.erase(gap);
    taken_ += count;
    return taken;
}

void RangePool::give(Range range) {
    if (range.count == 0) return;
    taken_ -= range.count;
    const auto after = std::find_if(gaps_.begin(), gaps_.end(), [=](const Range& g) { return g.first > range.first; });
    const bool joinsAfter = after != gaps_.end() && range.first + range.count == after->first;
    const bool joinsBefore = after != gaps_.begin() && std::prev(after)->first + std::prev(after)->count == range.first;
    if (joinsBefore && joinsAfter) {
        std::prev(after)->count += range.count + after->count;
        gaps_.erase(after);
    } else if (joinsBefore) {
        std::prev(after)->count += range.count;
    } else if (joinsAfter) {
        after->first = range.first;
        after->count += range.count;
    } else {
        gaps_.insert(after, range);
    }
}

}  // namespace twin::render
