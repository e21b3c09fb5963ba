// renderer/passes/rehearsal.h: the other half of a first start on Mesa's software device. It compiles a shader when it is first
// used, all in one thread of a device. Here a second device, in a thread of its own, uses pipelines once: the one that
// takes longest, then what the frame draws. Mesa keeps what comes of it on disk, where the first device finds it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "renderer/gpu/bindings.h"
#include "renderer/gpu/pipelines.h"

namespace twin::render {

class Rehearsal {
public:
    /// Opens its device. @param device  as asked for the first; its window is left out
    Rehearsal(gpu::DeviceAsk device, std::span<const gpu::BindingDecl> bindings);
    /// Ends after the pipeline that is being used.
    ~Rehearsal() = default;

    /// Once. @param asks  as asked of the first device; those with PipelineAsk::rehearse are used, of each kind in the order
    /// asked
    void begin(std::vector<gpu::PipelineAsk> asks);
    /// The first device has its frame: what it needs first it now compiles itself.
    void frameSent() noexcept { frameSent_.store(true, std::memory_order_relaxed); }
    /// Waits until all have been used. How many were: fewer where something failed, which costs time and nothing else.
    std::size_t finish();

private:
    void run(const std::stop_token& stop, const gpu::DeviceAsk& device, std::span<const gpu::BindingDecl> bindings);

    std::mutex mutex_;
    std::condition_variable_any begun_;
    std::optional<std::vector<gpu::PipelineAsk>> asks_;  ///< under the mutex until there are any
    std::atomic<bool> frameSent_{false};
    std::size_t used_ = 0;
    std::jthread thread_;  ///< last, so that it ends first
};

}  // namespace twin::render
