#include "renderer/graph/frame_graph.h"

#include "renderer/gpu/error.h"

namespace twin::render::graph {

Ref FrameGraph::createImage(const char* name, const gpu::ImageInfo& info, Content content) {
    Slot slot;
    slot.own = std::make_unique<gpu::Image>(device_, info, name);
    slot.image = slot.own.get();
    slots_.push_back(std::move(slot));
    return plan_.addResource(name, Kind::Image, content);
}

Ref FrameGraph::importImage(const char* name, const gpu::Image& image, Content content) {
    slots_.push_back({nullptr, &image, nullptr});
    return plan_.addResource(name, Kind::Image, content);
}

Ref FrameGraph::importBuffer(const char* name, const gpu::Buffer& buffer, Content content) {
    slots_.push_back({nullptr, nullptr, &buffer});
    return plan_.addResource(name, Kind::Buffer, content);
}

Ref FrameGraph::importWindow(const char* name) {
    slots_.push_back({});
    return plan_.addResource(name, Kind::Image, Content::Window);
}

PassDecl FrameGraph::addPass(const char* name, std::function<void(const PassContext&)> record,
                             std::initializer_list<const char*> parts) {
    records_.push_back(std::move(record));
    timed_.emplace_back();
    for (const char* part : parts) timed_.back().push_back(std::string(name) + '.' + part);
    if (timed_.back().empty()) timed_.back().emplace_back(name);
    return plan_.addPass(name);
}

void FrameGraph::build(VkCommandBuffer init) {
    Result<Compiled> compiled = plan_.compile();
    if (!compiled) throw gpu::GpuError(compiled.error().code, compiled.error().what);
    compiled_ = std::move(*compiled);
    std::vector<std::vector<std::string>> timed;
    for (const Step& step : compiled_.steps) timed.push_back(timed_[step.pass]);
    timers_ = std::make_unique<Timers>(device_, timed);
    imageBarriers_.reserve(slots_.size());
    bufferBarriers_.reserve(slots_.size());

    std::vector<Barrier> rest;
    for (std::uint32_t i = 0; i < slots_.size(); ++i) {
        if (slots_[i].image == nullptr || plan_.resources()[i].content != Content::Kept) continue;
        if (compiled_.resting[i] == VK_IMAGE_LAYOUT_UNDEFINED) continue;
        rest.push_back({i, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT,
                        VK_ACCESS_2_MEMORY_WRITE_BIT, VK_ACCESS_2_MEMORY_READ_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT,
                        VK_IMAGE_LAYOUT_UNDEFINED, compiled_.resting[i]});
    }
    emit(init, rest);
}

void FrameGraph::emit(VkCommandBuffer commands, const std::vector<Barrier>& barriers) {
    if (barriers.empty()) return;
    imageBarriers_.clear();
    bufferBarriers_.clear();
    for (const Barrier& barrier : barriers) {
        const Slot& slot = slots_[barrier.resource];
        if (slot.buffer != nullptr) {
            VkBufferMemoryBarrier2 out{VK_STRUCTURE_TYPE_BUFFER_MEMORY_BARRIER_2};
            out.srcStageMask = barrier.srcStages;
            out.srcAccessMask = barrier.srcAccess;
            out.dstStageMask = barrier.dstStages;
            out.dstAccessMask = barrier.dstAccess;
            out.srcQueueFamilyIndex = out.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
            out.buffer = slot.buffer->get();
            out.size = VK_WHOLE_SIZE;
            bufferBarriers_.push_back(out);
            continue;
        }
        VkImageMemoryBarrier2 out{VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2};
        out.srcStageMask = barrier.srcStages;
        out.srcAccessMask = barrier.srcAccess;
        out.dstStageMask = barrier.dstStages;
        out.dstAccessMask = barrier.dstAccess;
        out.oldLayout = barrier.from;
        out.newLayout = barrier.to;
        out.srcQueueFamilyIndex = out.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
        out.image = slot.image != nullptr ? slot.image->get() : window_;
        const VkFormat format = slot.image != nullptr ? slot.image->info().format : VK_FORMAT_B8G8R8A8_UNORM;
        out.subresourceRange = {gpu::aspectOf(format), 0, VK_REMAINING_MIP_LEVELS, 0, VK_REMAINING_ARRAY_LAYERS};
        imageBarriers_.push_back(out);
    }
    VkDependencyInfo info{VK_STRUCTURE_TYPE_DEPENDENCY_INFO};
    info.imageMemoryBarrierCount = static_cast<std::uint32_t>(imageBarriers_.size());
    info.pImageMemoryBarriers = imageBarriers_.data();
    info.bufferMemoryBarrierCount = static_cast<std::uint32_t>(bufferBarriers_.size());
    info.pBufferMemoryBarriers = bufferBarriers_.data();
    vkCmdPipelineBarrier2(commands, &info);
}

void FrameGraph::replay(VkCommandBuffer commands, std::uint32_t frame, std::optional<std::uint32_t> loseAt) {
    const PassContext context{commands, frame, *this, *timers_};
    timers_->start(commands, frame);
    for (std::uint32_t i = 0; i < compiled_.steps.size(); ++i) {
        const Step& step = compiled_.steps[i];
        if (loseAt && timers_->passOf(*loseAt) == i)
            throw gpu::GpuError(Errc::DeviceLost, "the device was lost before " + plan_.passName(step.pass));
        device_.beginLabel(commands, plan_.passName(step.pass).c_str());
        timers_->begin(commands, frame, i);
        emit(commands, step.before);
        records_[step.pass](context);
        timers_->end(commands, frame);
        device_.endLabel(commands);
    }
    emit(commands, compiled_.atEnd);
}

}  // namespace twin::render::graph
