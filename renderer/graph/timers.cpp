#include "renderer/graph/timers.h"

#include "renderer/gpu/error.h"

namespace twin::render::graph {

Timers::Timers(gpu::Device& device, std::vector<std::string_view> names) : device_{device} {
    for (const std::string_view name : names) newest_.push_back({name, 0, 0});
    for (auto& times : cpuMs_) times.resize(names.size());
    ticks_.resize(names.size() * 2);
    VkQueryPoolCreateInfo info{VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO};
    info.queryType = VK_QUERY_TYPE_TIMESTAMP;
    info.queryCount = static_cast<std::uint32_t>(names.size() * 2 * gpu::kFramesInFlight);
    VkQueryPool pool = VK_NULL_HANDLE;
    gpu::check(vkCreateQueryPool(device.get(), &info, nullptr, &pool), "make the timers");
    pool_ = gpu::QueryPool(pool, device.deletions(), "timers");
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
            static_cast<float>(ticks_[2 * i + 1] - ticks_[2 * i]) * device_.limits().timestampPeriod * 1e-6F;
        newest_[i].cpuMs = cpuMs_[frame][i];
    }
}

void Timers::start(VkCommandBuffer commands, std::uint32_t frame) {
    const auto queries = static_cast<std::uint32_t>(ticks_.size());
    if (queries > 0) vkCmdResetQueryPool(commands, pool_.get(), frame * queries, queries);
    used_[frame] = true;
}

void Timers::begin(VkCommandBuffer commands, std::uint32_t frame, std::uint32_t pass) {
    begun_ = std::chrono::steady_clock::now();
    const auto queries = static_cast<std::uint32_t>(ticks_.size());
    vkCmdWriteTimestamp2(commands, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, pool_.get(), frame * queries + 2 * pass);
}

void Timers::end(VkCommandBuffer commands, std::uint32_t frame, std::uint32_t pass) {
    const auto queries = static_cast<std::uint32_t>(ticks_.size());
    vkCmdWriteTimestamp2(commands, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, pool_.get(), frame * queries + 2 * pass + 1);
    const std::chrono::duration<float, std::milli> took = std::chrono::steady_clock::now() - begun_;
    cpuMs_[frame][pass] = took.count();
}

}  // namespace twin::render::graph
