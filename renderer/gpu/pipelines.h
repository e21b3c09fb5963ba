// renderer/gpu/pipelines.h: pipelines by key. Callers hold a PipelineId, so that a reloaded shader swaps the pipeline
// under them; one that fails to build keeps the old. They are made in the background: half of the start is theirs.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "renderer/gpu/pipeline_cache.h"
#include "renderer/gpu/shader_store.h"

namespace twin::render::gpu {

struct VertexAttribute {
    VkFormat format;
    std::uint32_t offset;
    std::uint32_t location = 0, binding = 0;
};

/// Whether passes/rehearsal.h uses a pipeline, whose vertex shader then must read no image: what takes longest near the
/// beginning of a first picture, then what is drawn of any town, then of some. The first device compiles the rest meanwhile.
enum class Rehearse : std::uint8_t { No, First, ForAnyTown, ForSome };

struct PipelineAsk {
    const char* name = "";
    std::string vertex, fragment, compute;  ///< source names; compute alone, or vertex with or without fragment
    std::uint32_t vertexBytes = 0;          ///< 0: no vertex input
    std::uint32_t rowBytes = 0;             ///< of binding 1, which advances by instance; 0: there is none
    std::vector<VertexAttribute> attributes;
    std::vector<VkFormat> colours;
    VkFormat depth = VK_FORMAT_UNDEFINED;
    VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_1_BIT;
    VkCompareOp compare = VK_COMPARE_OP_GREATER_OR_EQUAL;  ///< reversed z; shadows turn it round
    bool depthTest = true, depthWrite = true;
    bool blend = false;            ///< premultiplied: colour + (1 - alpha) * below
    bool alphaToCoverage = false;  ///< cut-outs with soft edges; needs several samples
    bool writeAlpha = true;        ///< false where nobody reads it
    bool depthClamp = false;       ///< where the device can
    float biasConstant = 0, biasSlope = 0;
    VkCullModeFlags cull = VK_CULL_MODE_NONE;
    bool cullByCommand = false;  ///< vkCmdSetCullMode says it instead
    Rehearse rehearse = Rehearse::No;
    bool early = true;                         ///< false: hardly any first picture needs it
    std::array<std::uint32_t, 2> constants{};  ///< specialization constants 0 and 1 of the fragment or compute shader
};

struct PipelineId {
    std::uint32_t index = ~0U;
};

/// For one thread; another of its own makes pipelines.
class PipelineManager {
public:
    PipelineManager(Device& device, PipelineCache& cache, ShaderStore& shaders, VkPipelineLayout layout);
    ~PipelineManager();  ///< what was not begun is not made

    /// To be made, in the order asked. The same ask twice gives the same pipeline; one that failed is tried again.
    [[nodiscard]] PipelineId add(const PipelineAsk& ask);
    /// From now on what is not early is made when get() or finish() asks for it, so that it is in nobody's way.
    void holdBack();
    /// Makes it now if nobody has begun, or waits until it is made. Throws GpuError where it could not be made.
    [[nodiscard]] VkPipeline get(PipelineId id);
    /// Waits until all are made. Throws the first failure.
    void finish();
    /// All asks so far, in order.
    [[nodiscard]] std::vector<PipelineAsk> asked() const;
    [[nodiscard]] VkPipelineLayout layout() const noexcept { return layout_; }

    /// Rebuilds what uses a changed shader. Returns messages of shaders that do not compile.
    [[nodiscard]] std::vector<std::string> reload();

private:
    struct Entry {
        PipelineAsk ask;
        Pipeline made;
        std::exception_ptr failure;
        std::atomic<bool> done{false};
    };
    void work(const std::stop_token& stop);
    /// Makes what was waiting; `lock` is let go of meanwhile.
    void make(Entry& entry, std::unique_lock<std::mutex>& lock);
    void waitFor(Entry& entry);
    [[nodiscard]] Pipeline build(const PipelineAsk& ask);
    [[nodiscard]] Pipeline buildGraphics(const PipelineAsk& ask);

    Device& device_;
    PipelineCache& cache_;
    ShaderStore& shaders_;
    VkPipelineLayout layout_;
    std::deque<Entry> entries_;  ///< they stay where they are; changed by the caller's thread alone
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Entry*> waiting_;  ///< under the mutex
    bool heldBack_ = false;       ///< under the mutex
    std::jthread worker_;         ///< last, so that it ends first
};

}  // namespace twin::render::gpu
