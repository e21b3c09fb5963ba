// renderer/graph/timers.h: how long each pass took on the GPU and to record, of the newest finished frame.
//
// A long pass is timed in parts. Mesa's software device begins to paint at each time stamp, while it works on the
// triangles of the next part: there a part is what may be painted meanwhile.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/gpu/bindings.h"

namespace twin::render::graph {

struct PassTiming {
    std::string_view name;  ///< lives as long as the graph
    float gpuMs = 0;
    float cpuMs = 0;
};

class Timers {
public:
    /// @param passes  the names of each pass's parts, at least one
    Timers(gpu::Device& device, const std::vector<std::vector<std::string>>& passes);

    /// Takes in what frame slot `frame` measured last time; the GPU must be done with it.
    void collect(std::uint32_t frame);
    void start(VkCommandBuffer commands, std::uint32_t frame);
    void begin(VkCommandBuffer commands, std::uint32_t frame, std::uint32_t pass);
    /// The pass that has begun goes on with its next part.
    void next(VkCommandBuffer commands, std::uint32_t frame);
    void end(VkCommandBuffer commands, std::uint32_t frame);
    /// The pass that a row of newest() belongs to.
    [[nodiscard]] std::uint32_t passOf(std::uint32_t row) const noexcept;
    [[nodiscard]] std::span<const PassTiming> newest() const noexcept { return newest_; }

private:
    void stamp(VkCommandBuffer commands, std::uint32_t frame);

    gpu::Device& device_;
    gpu::QueryPool pool_;
    std::vector<std::string> names_;     ///< of parts, in order
    std::vector<std::uint32_t> first_;   ///< a pass: its first part
    std::vector<std::uint32_t> begins_;  ///< a part: the stamp it begins with; it ends with the next
    std::vector<PassTiming> newest_;
    std::array<std::vector<float>, gpu::kFramesInFlight> cpuMs_;
    std::array<bool, gpu::kFramesInFlight> used_{};
    std::vector<std::uint64_t> ticks_;
    std::uint32_t part_ = 0, stamp_ = 0;
    std::chrono::steady_clock::time_point begun_;
};

}  // namespace twin::render::graph
