// renderer/graph/timers.h: how long each pass took on the GPU and to record, of the newest finished frame.
#pragma once

#include <array>
#include <chrono>
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
    Timers(gpu::Device& device, std::vector<std::string_view> names);

    /// Takes in what frame slot `frame` measured last time; the GPU must be done with it.
    void collect(std::uint32_t frame);
    void start(VkCommandBuffer commands, std::uint32_t frame);
    void begin(VkCommandBuffer commands, std::uint32_t frame, std::uint32_t pass);
    void end(VkCommandBuffer commands, std::uint32_t frame, std::uint32_t pass);
    [[nodiscard]] std::span<const PassTiming> newest() const noexcept { return newest_; }

private:
    gpu::Device& device_;
    gpu::QueryPool pool_;
    std::vector<PassTiming> newest_;
    std::array<std::vector<float>, gpu::kFramesInFlight> cpuMs_;
    std::array<bool, gpu::kFramesInFlight> used_{};
    std::vector<std::uint64_t> ticks_;
    std::chrono::steady_clock::time_point begun_;
};

}  // namespace twin::render::graph
