// renderer/world/range_pool.h: hands out ranges of a table and takes them back. First fit; neighbours are joined. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace twin::render {

struct Range {
    std::uint32_t first = 0, count = 0;
};

class RangePool {
public:
    explicit RangePool(std::uint32_t size = 0);

    /// A range of so many rows, or none when no gap is as large. Of none: an empty range.
    [[nodiscard]] std::optional<Range> take(std::uint32_t count);
    /// Of what take() gave, each once.
    void give(Range range);
    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
    [[nodiscard]] std::uint32_t taken() const noexcept { return taken_; }

private:
    std::uint32_t size_, taken_ = 0;
    std::vector<Range> gaps_;  ///< in order, never touching
};

}  // namespace twin::render
