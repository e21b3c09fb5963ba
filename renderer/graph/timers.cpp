#include "renderer/graph/timers.h"

#include <algorithm>

#include "renderer/gpu/error.h"

namespace twin::render::graph {

Timers::Timers(gpu::Device& device, const std::vector<std::vector<std::string>>& passes) : device_{device} {
    std::uint32_t stamps = 0;
    for (const std::vector<std::string>& parts : passes) {
        first_.push_back(static_cast<std::uint32_t>(names_.size()));
        for (const std::string& part : parts) {
            names_.push_back(part);
            begins_.push_back(stamps++);
        }
        ++stamps;
    }
    for (const std::string& name : names_) newest_.push_back({name, 0, 0});
    for (auto& times : cpuMs_) times.resize(names_.size());
    ticks_.resize(stamps);
    VkQueryPoolCreateInfo info{VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO};
    info.queryType = VK_QUERY_TYPE_TIMESTAMP;
    info.queryCount = stamps * gpu::kFramesInFlight;
    VkQueryPool pool = VK_NULL_HANDLE;
    gpu::check(vkCreateQueryPool(device.get(), &info, nullptr, &pool), "make the timers");
    pool_ = gpu::QueryPool(pool, device.deletions(), "timers");
}

std::uint32_t Timers::passOf(std::uint32_t row) const noexcept {
    return static_cast<std::uint32_t>(std::upper_bound(first_.begin(), first_.end(), row) - first_.begin() - 1);
}

void Timers::collect(std::uint32_t frame) {
    if (!used_[frame] || ticks_.empty()) return;
    const auto queries = static_cast<std::uint32_t>(ticks_.size());
    const VkResult got = vkGetQueryPoolResults(device_.get(), pool_.get(), frame * queries, queries,
                                               ticks_.size() * sizeof(std::uint64_t), ticks_.data(),
                                               sizeof(std::uint64_t), VK_QUERY_RESULT_64_BIT);
    if (got == VK_NOT_READY) return;
    gpu::check(got, "read the timers");
    for (std::size_t i = 0; i < newest_.size(); ++i) {
        newest_[i].gpuMs =
            static_cast<float>(ticks_[begins_[i] + 1] - ticks_[begins_[i]]) * device_.limits().timestampPeriod * 1e-6F;
        newest_[i].cpuMs = cpuMs_[frame][i];
    }
}

void Timers::start(VkCommandBuffer commands, std::uint32_t frame) {
    const auto queries = static_cast<std::uint32_t>(ticks_.size());
    if (queries > 0) vkCmdResetQueryPool(commands, pool_.get(), frame * queries, queries);
    used_[frame] = true;
}

void Timers::stamp(VkCommandBuffer commands, std::uint32_t frame) {
    const auto queries = static_cast<std::uint32_t>(ticks_.size());
    vkCmdWriteTimestamp2(commands, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, pool_.get(), frame * queries + stamp_++);
}

void Timers::begin(VkCommandBuffer commands, std::uint32_t frame, std::uint32_t pass) {
    part_ = first_[pass];
    stamp_ = begins_[part_];
    begun_ = std::chrono::steady_clock::now();
    stamp(commands, frame);
}

void Timers::next(VkCommandBuffer commands, std::uint32_t frame) {
    end(commands, frame);
    ++part_;
    begun_ = std::chrono::steady_clock::now();
}

void Timers::end(VkCommandBuffer commands, std::uint32_t frame) {
    stamp(commands, frame);
    const std::chrono::duration<float, std::milli> took = std::chrono::steady_clock::now() - begun_;
    cpuMs_[frame][part_] = took.count();
}

}  // namespace twin::render::graph
