// renderer/gpu/bindings.h: the one set of descriptors that every pipeline shares, once a frame in flight.
//
// A frame's set is written only while the GPU does not use that frame (write() remembers what the other still lacks), so
// textures come and go without waiting.
#pragma once

#include <array>
#include <vector>

#include "renderer/gpu/memory.h"

namespace twin::render::gpu {

inline constexpr std::uint32_t kFramesInFlight = 2;

struct BindingDecl {
    std::uint32_t binding = 0;
    VkDescriptorType type = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
    std::uint32_t count = 1;
};

class Bindings {
public:
    /// One layout of these bindings, visible to all stages, with 128 bytes of push constants.
    Bindings(Device& device, std::span<const BindingDecl> declarations);

    [[nodiscard]] VkPipelineLayout layout() const noexcept { return layout_.get(); }
    [[nodiscard]] VkDescriptorSet set(std::uint32_t frame) const noexcept { return sets_[frame]; }

    /// For both frames, or for one (uniforms that each frame has its own of).
    void buffer(std::uint32_t binding, const Buffer& buffer, std::uint32_t onlyFrame = ~0U);
    void image(std::uint32_t binding, VkImageView view, VkSampler sampler, VkImageLayout layout,
               std::uint32_t element = 0);

    /// What was bound here is about to go: it is not written into any set any more. Until something else is bound, no
    /// shader may read it.
    void forget(std::uint32_t binding);

    /// Brings the set of a frame up to date; the GPU must be done with that frame's last use.
    void apply(std::uint32_t frame);

private:
    struct Write {
        std::uint32_t binding = 0, element = 0;
        VkDescriptorBufferInfo buffer{};
        VkDescriptorImageInfo image{};
        bool isImage = false;
    };
    void remember(const Write& write, std::uint32_t onlyFrame);

    Device& device_;
    SetLayout setLayout_;
    PipelineLayout layout_;
    DescriptorPool pool_;
    std::array<VkDescriptorSet, kFramesInFlight> sets_{};
    std::vector<BindingDecl> declarations_;
    std::array<std::vector<Write>, kFramesInFlight> pending_;
};

}  // namespace twin::render::gpu
