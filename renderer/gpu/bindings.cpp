#include "renderer/gpu/bindings.h"

#include <algorithm>
#include <map>

#include "renderer/gpu/error.h"

namespace twin::render::gpu {

Bindings::Bindings(Device& device, std::span<const BindingDecl> declarations)
    : device_{device}, declarations_{declarations.begin(), declarations.end()} {
    std::vector<VkDescriptorSetLayoutBinding> bindings;
    std::vector<VkDescriptorBindingFlags> flags;
    std::map<VkDescriptorType, std::uint32_t> totals;
    for (const BindingDecl& declaration : declarations) {
        bindings.push_back({declaration.binding, declaration.type, declaration.count, VK_SHADER_STAGE_ALL, nullptr});
        flags.push_back(VK_DESCRIPTOR_BINDING_PARTIALLY_BOUND_BIT);
        totals[declaration.type] += declaration.count * kFramesInFlight;
    }
    VkDescriptorSetLayoutBindingFlagsCreateInfo flagInfo{
        VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_BINDING_FLAGS_CREATE_INFO};
    flagInfo.bindingCount = static_cast<std::uint32_t>(flags.size());
    flagInfo.pBindingFlags = flags.data();
    VkDescriptorSetLayoutCreateInfo layoutInfo{VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO};
    layoutInfo.pNext = &flagInfo;
    layoutInfo.bindingCount = static_cast<std::uint32_t>(bindings.size());
    layoutInfo.pBindings = bindings.data();
    VkDescriptorSetLayout layout = VK_NULL_HANDLE;
    check(vkCreateDescriptorSetLayout(device.get(), &layoutInfo, nullptr, &layout), "lay out the descriptors");
    setLayout_ = SetLayout(layout, device.deletions(), "scene");

    const VkPushConstantRange push{VK_SHADER_STAGE_ALL, 0, 128};
    VkPipelineLayoutCreateInfo pipelineInfo{VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO};
    pipelineInfo.setLayoutCount = 1;
    pipelineInfo.pSetLayouts = &layout;
    pipelineInfo.pushConstantRangeCount = 1;
    pipelineInfo.pPushConstantRanges = &push;
    VkPipelineLayout pipelineLayout = VK_NULL_HANDLE;
    check(vkCreatePipelineLayout(device.get(), &pipelineInfo, nullptr, &pipelineLayout), "lay out the pipelines");
    layout_ = PipelineLayout(pipelineLayout, device.deletions(), "scene");

    std::vector<VkDescriptorPoolSize> sizes;
    for (const auto& [type, count] : totals) sizes.push_back({type, count});
    VkDescriptorPoolCreateInfo poolInfo{VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO};
    poolInfo.maxSets = kFramesInFlight;
    poolInfo.poolSizeCount = static_cast<std::uint32_t>(sizes.size());
    poolInfo.pPoolSizes = sizes.data();
    VkDescriptorPool pool = VK_NULL_HANDLE;
    check(vkCreateDescriptorPool(device.get(), &poolInfo, nullptr, &pool), "make the descriptors");
    pool_ = DescriptorPool(pool, device.deletions(), "scene");
    const std::array<VkDescriptorSetLayout, kFramesInFlight> layouts{layout, layout};
    VkDescriptorSetAllocateInfo allocate{VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO};
    allocate.descriptorPool = pool;
    allocate.descriptorSetCount = kFramesInFlight;
    allocate.pSetLayouts = layouts.data();
    check(vkAllocateDescriptorSets(device.get(), &allocate, sets_.data()), "make the descriptors");
}

void Bindings::remember(const Write& write, std::uint32_t onlyFrame) {
    for (std::uint32_t frame = 0; frame < kFramesInFlight; ++frame) {
        if (onlyFrame != ~0U && onlyFrame != frame) continue;
        std::vector<Write>& pending = pending_[frame];
        const auto old = std::find_if(pending.begin(), pending.end(), [&](const Write& other) {
            return other.binding == write.binding && other.element == write.element;
        });
        if (old != pending.end()) {
            *old = write;
        } else {
            pending.push_back(write);
        }
    }
}

void Bindings::buffer(std::uint32_t binding, const Buffer& buffer, std::uint32_t onlyFrame) {
    Write write;
    write.binding = binding;
    write.buffer = {buffer.get(), 0, VK_WHOLE_SIZE};
    remember(write, onlyFrame);
}

void Bindings::image(std::uint32_t binding, VkImageView view, VkSampler sampler, VkImageLayout layout,
                     std::uint32_t element) {
    Write write;
    write.binding = binding;
    write.element = element;
    write.image = {sampler, view, layout};
    write.isImage = true;
    remember(write, ~0U);
}

void Bindings::forget(std::uint32_t binding) {
    for (std::vector<Write>& pending : pending_)
        std::erase_if(pending, [=](const Write& write) { return write.binding == binding; });
}

void Bindings::apply(std::uint32_t frame) {
    for (const Write& pending : pending_[frame]) {
        const auto declaration = std::find_if(declarations_.begin(), declarations_.end(),
                                              [&](const BindingDecl& d) { return d.binding == pending.binding; });
        VkWriteDescriptorSet write{VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET};
        write.dstSet = sets_[frame];
        write.dstBinding = pending.binding;
        write.dstArrayElement = pending.element;
        write.descriptorCount = 1;
        write.descriptorType = declaration->type;
        write.pBufferInfo = pending.isImage ? nullptr : &pending.buffer;
        write.pImageInfo = pending.isImage ? &pending.image : nullptr;
        vkUpdateDescriptorSets(device_.get(), 1, &write, 0, nullptr);
    }
    pending_[frame].clear();
}

}  // namespace twin::render::gpu
