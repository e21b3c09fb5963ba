// renderer/graph/frame_graph.h: the doing half: makes the images a plan speaks of and replays it into command buffers.
//
// Built once for a size and quality, then replayed: a replay makes no object and takes no heap memory.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "renderer/gpu/memory.h"
#include "renderer/graph/plan.h"
#include "renderer/graph/timers.h"

namespace twin::render::graph {

class FrameGraph;

/// What a pass is given when it records.
struct PassContext {
    VkCommandBuffer commands = VK_NULL_HANDLE;
    std::uint32_t frame = 0;  ///< slot in flight
    const FrameGraph& graph;
    Timers& timers;

    /// The pass goes on with its next part (addPass).
    void nextPart() const { timers.next(commands, frame); }
};

class FrameGraph {
public:
    explicit FrameGraph(gpu::Device& device) : device_{device} {}

    /// An image of the graph's own.
    [[nodiscard]] Ref createImage(const char* name, const gpu::ImageInfo& info, Content content = Content::Transient);
    /// Things that others own; a null image (the window's) is given for each frame by setWindow().
    [[nodiscard]] Ref importImage(const char* name, const gpu::Image& image, Content content);
    [[nodiscard]] Ref importBuffer(const char* name, const gpu::Buffer& buffer, Content content);
    [[nodiscard]] Ref importWindow(const char* name);

    /// @param parts  what a long pass is timed by; it calls PassContext::nextPart() before each but the first
    PassDecl addPass(const char* name, std::function<void(const PassContext&)> record,
                     std::initializer_list<const char*> parts = {});

    /// Plans, makes timers and brings kept images into the layout they rest in. Throws GpuError on a bad plan.
    /// @param init  recording commands that will be run before the first replay
    void build(VkCommandBuffer init);

    void setWindow(VkImage image) noexcept { window_ = image; }
    /// @param loseAt  tests: the device is lost before the pass that this row of the timers belongs to
    void replay(VkCommandBuffer commands, std::uint32_t frame, std::optional<std::uint32_t> loseAt = std::nullopt);

    [[nodiscard]] const gpu::Image& image(Ref ref) const noexcept { return *slots_[ref.resource].image; }
    [[nodiscard]] VkImage window() const noexcept { return window_; }
    [[nodiscard]] Timers& timers() noexcept { return *timers_; }
    [[nodiscard]] const Plan& plan() const noexcept { return plan_; }

private:
    struct Slot {
        std::unique_ptr<gpu::Image> own;
        const gpu::Image* image = nullptr;
        const gpu::Buffer* buffer = nullptr;
    };
    void emit(VkCommandBuffer commands, const std::vector<Barrier>& barriers);

    gpu::Device& device_;
    Plan plan_;
    Compiled compiled_;
    std::vector<Slot> slots_;
    std::vector<std::function<void(const PassContext&)>> records_;
    std::vector<std::vector<std::string>> timed_;  ///< a pass: the names of its parts
    std::unique_ptr<Timers> timers_;
    VkImage window_ = VK_NULL_HANDLE;
    std::vector<VkImageMemoryBarrier2> imageBarriers_;  ///< room for one step's, taken once
    std::vector<VkBufferMemoryBarrier2> bufferBarriers_;
};

}  // namespace twin::render::graph
