#include "renderer/gpu/pipelines.h"

#include <algorithm>

#include "renderer/gpu/error.h"

namespace twin::render::gpu {

namespace {

/// A shader module that lives as long as one pipeline takes to build.
class Module {
public:
    Module(VkDevice device, const ShaderStore& shaders, const std::string& name) : device_{device} {
        const auto words = shaders.spirv(name);
        if (words.empty()) throw GpuError(Errc::Internal, "there is no shader called " + name);
        VkShaderModuleCreateInfo info{VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO};
        info.codeSize = words.size_bytes();
        info.pCode = words.data();
        checkMade(vkCreateShaderModule(device, &info, nullptr, &module_), name.c_str());
    }
    ~Module() { vkDestroyShaderModule(device_, module_, nullptr); }
    Module(const Module&) = delete;
    Module& operator=(const Module&) = delete;
    [[nodiscard]] VkShaderModule get() const noexcept { return module_; }

private:
    VkDevice device_;
    VkShaderModule module_ = VK_NULL_HANDLE;
};

const std::array<VkSpecializationMapEntry, 2> kConstantEntries{{{0, 0, 4}, {1, 4, 4}}};

VkSpecializationInfo specialization(const PipelineAsk& ask) {
    return {kConstantEntries.size(), kConstantEntries.data(), sizeof ask.constants, ask.constants.data()};
}

VkPipelineShaderStageCreateInfo stage(VkShaderStageFlagBits bit, const Module& module,
                                      const VkSpecializationInfo* constants) {
    VkPipelineShaderStageCreateInfo info{VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO};
    info.stage = bit;
    info.module = module.get();
    info.pName = "main";
    info.pSpecializationInfo = constants;
    return info;
}

bool same(const PipelineAsk& a, const PipelineAsk& b) {
    return a.vertex == b.vertex && a.fragment == b.fragment && a.compute == b.compute && a.colours == b.colours &&
           a.depth == b.depth && a.samples == b.samples && a.compare == b.compare && a.depthTest == b.depthTest &&
           a.depthWrite == b.depthWrite && a.blend == b.blend && a.alphaToCoverage == b.alphaToCoverage &&
           a.writeAlpha == b.writeAlpha && a.cull == b.cull && a.cullByCommand == b.cullByCommand &&
           a.constants == b.constants && a.vertexBytes == b.vertexBytes && a.rowBytes == b.rowBytes &&
           a.attributes.size() == b.attributes.size() && a.biasSlope == b.biasSlope;
}

}  // namespace

PipelineManager::PipelineManager(Device& device, PipelineCache& cache, ShaderStore& shaders, VkPipelineLayout layout)
    : device_{device}, cache_{cache}, shaders_{shaders}, layout_{layout}, worker_{[this](const std::stop_token& stop) {
          work(stop);
      }} {}

PipelineManager::~PipelineManager() {
    const std::scoped_lock lock{mutex_};
    waiting_.clear();
}

void PipelineManager::work(const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    std::deque<Entry*>::iterator next;
    const auto any = [&] {
        next = std::ranges::find_if(waiting_, [this](const Entry* entry) { return !heldBack_ || entry->ask.early; });
        return next != waiting_.end();
    };
    while (changed_.wait(lock, stop, any)) make(**next, lock);
}

void PipelineManager::holdBack() {
    const std::scoped_lock lock{mutex_};
    heldBack_ = true;
}

void PipelineManager::make(Entry& entry, std::unique_lock<std::mutex>& lock) {
    std::erase(waiting_, &entry);
    lock.unlock();
    try {
        entry.made = build(entry.ask);
    } catch (...) {
        entry.failure = std::current_exception();
    }
    lock.lock();
    entry.done.store(true, std::memory_order_release);
    changed_.notify_all();
}

void PipelineManager::waitFor(Entry& entry) {
    if (entry.done.load(std::memory_order_acquire)) return;
    std::unique_lock lock{mutex_};
    if (std::find(waiting_.begin(), waiting_.end(), &entry) != waiting_.end()) make(entry, lock);
    changed_.wait(lock, [&] { return entry.done.load(std::memory_order_acquire); });
}

PipelineId PipelineManager::add(const PipelineAsk& ask) {
    std::uint32_t index = 0;
    while (index < entries_.size() && !same(entries_[index].ask, ask)) ++index;
    if (index < entries_.size()) {
        Entry& known = entries_[index];
        if (!known.done.load(std::memory_order_acquire) || !known.failure) return {index};
        known.failure = nullptr;
        known.done.store(false, std::memory_order_relaxed);
    } else {
        entries_.emplace_back().ask = ask;
    }
    const std::scoped_lock lock{mutex_};
    waiting_.push_back(&entries_[index]);
    changed_.notify_all();
    return {index};
}

VkPipeline PipelineManager::get(PipelineId id) {
    Entry& entry = entries_[id.index];
    waitFor(entry);
    if (entry.failure) std::rethrow_exception(entry.failure);
    return entry.made.get();
}

void PipelineManager::finish() {
    {
        const std::scoped_lock lock{mutex_};
        heldBack_ = false;
        changed_.notify_all();
    }
    for (Entry& entry : entries_) waitFor(entry);
    for (const Entry& entry : entries_) {
        if (entry.failure) std::rethrow_exception(entry.failure);
    }
}

std::vector<PipelineAsk> PipelineManager::asked() const {
    std::vector<PipelineAsk> asks;
    for (const Entry& entry : entries_) asks.push_back(entry.ask);
    return asks;
}

std::vector<std::string> PipelineManager::reload() {
    for (Entry& entry : entries_) waitFor(entry);
    std::vector<std::string> changed;
    std::vector<std::string> messages = shaders_.refresh(changed);
    const auto hit = [&](const std::string& name) {
        return std::find(changed.begin(), changed.end(), name) != changed.end();
    };
    for (Entry& entry : entries_) {
        if (!hit(entry.ask.vertex) && !hit(entry.ask.fragment) && !hit(entry.ask.compute)) continue;
        try {
            entry.made = build(entry.ask);
        } catch (const GpuError& error) {
            messages.push_back(std::string(entry.ask.name) + ": " + error.what());
        }
    }
    return messages;
}

Pipeline PipelineManager::build(const PipelineAsk& ask) {
    if (ask.compute.empty()) return buildGraphics(ask);
    const Module module(device_.get(), shaders_, ask.compute);
    const VkSpecializationInfo constants = specialization(ask);
    VkComputePipelineCreateInfo info{VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO};
    info.stage = stage(VK_SHADER_STAGE_COMPUTE_BIT, module, &constants);
    info.layout = layout_;
    VkPipeline made = VK_NULL_HANDLE;
    checkMade(vkCreateComputePipelines(device_.get(), cache_.get(), 1, &info, nullptr, &made), ask.name);
    return {made, device_.deletions(), ask.name};
}

Pipeline PipelineManager::buildGraphics(const PipelineAsk& ask) {
    const VkSpecializationInfo constants = specialization(ask);
    const Module vertex(device_.get(), shaders_, ask.vertex);
    std::vector<VkPipelineShaderStageCreateInfo> stages{stage(VK_SHADER_STAGE_VERTEX_BIT, vertex, &constants)};
    std::unique_ptr<Module> fragment;
    if (!ask.fragment.empty()) {
        fragment = std::make_unique<Module>(device_.get(), shaders_, ask.fragment);
        stages.push_back(stage(VK_SHADER_STAGE_FRAGMENT_BIT, *fragment, &constants));
    }

    const std::array<VkVertexInputBindingDescription, 2> bindings{
        {{0, ask.vertexBytes, VK_VERTEX_INPUT_RATE_VERTEX}, {1, ask.rowBytes, VK_VERTEX_INPUT_RATE_INSTANCE}}};
    std::vector<VkVertexInputAttributeDescription> attributes;
    for (const VertexAttribute& a : ask.attributes) {
        attributes.push_back({a.location, a.binding, a.format, a.offset});
    }
    VkPipelineVertexInputStateCreateInfo input{VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO};
    input.vertexBindingDescriptionCount = ask.vertexBytes == 0 ? 0 : ask.rowBytes == 0 ? 1 : 2;
    input.pVertexBindingDescriptions = bindings.data();
    input.vertexAttributeDescriptionCount = static_cast<std::uint32_t>(attributes.size());
    input.pVertexAttributeDescriptions = attributes.data();

    VkPipelineInputAssemblyStateCreateInfo assembly{VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO};
    assembly.topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
    VkPipelineViewportStateCreateInfo viewport{VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO};
    viewport.viewportCount = 1;
    viewport.scissorCount = 1;
    VkPipelineRasterizationStateCreateInfo raster{VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO};
    raster.cullMode = ask.cull;
    raster.frontFace = VK_FRONT_FACE_COUNTER_CLOCKWISE;
    raster.lineWidth = 1;
    raster.depthClampEnable =
        ask.depthClamp && device_.enabled().core.features.depthClamp == VK_TRUE ? VK_TRUE : VK_FALSE;
    raster.depthBiasEnable = ask.biasConstant != 0 || ask.biasSlope != 0 ? VK_TRUE : VK_FALSE;
    raster.depthBiasConstantFactor = ask.biasConstant;
    raster.depthBiasSlopeFactor = ask.biasSlope;
    VkPipelineMultisampleStateCreateInfo samples{VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO};
    samples.rasterizationSamples = ask.samples;
    samples.alphaToCoverageEnable = ask.alphaToCoverage ? VK_TRUE : VK_FALSE;
    VkPipelineDepthStencilStateCreateInfo depth{VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO};
    depth.depthTestEnable = ask.depth != VK_FORMAT_UNDEFINED && ask.depthTest ? VK_TRUE : VK_FALSE;
    depth.depthWriteEnable = depth.depthTestEnable == VK_TRUE && ask.depthWrite ? VK_TRUE : VK_FALSE;
    depth.depthCompareOp = ask.compare;
    VkPipelineColorBlendAttachmentState blend{};
    blend.blendEnable = ask.blend ? VK_TRUE : VK_FALSE;
    blend.srcColorBlendFactor = blend.srcAlphaBlendFactor = VK_BLEND_FACTOR_ONE;
    blend.dstColorBlendFactor = blend.dstAlphaBlendFactor = VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
    blend.colorWriteMask = VK_COLOR_COMPONENT_R_BIT | VK_COLOR_COMPONENT_G_BIT | VK_COLOR_COMPONENT_B_BIT;
    if (ask.writeAlpha) blend.colorWriteMask |= VK_COLOR_COMPONENT_A_BIT;
    const std::vector<VkPipelineColorBlendAttachmentState> blends(ask.colours.size(), blend);
    VkPipelineColorBlendStateCreateInfo blending{VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO};
    blending.attachmentCount = static_cast<std::uint32_t>(blends.size());
    blending.pAttachments = blends.data();
    const std::array dynamics{VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR, VK_DYNAMIC_STATE_CULL_MODE};
    VkPipelineDynamicStateCreateInfo dynamic{VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO};
    dynamic.dynamicStateCount = dynamics.size() - (ask.cullByCommand ? 0 : 1);
    dynamic.pDynamicStates = dynamics.data();

    VkPipelineRenderingCreateInfo rendering{VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO};
    rendering.colorAttachmentCount = static_cast<std::uint32_t>(ask.colours.size());
    rendering.pColorAttachmentFormats = ask.colours.data();
    rendering.depthAttachmentFormat = ask.depth;
    VkGraphicsPipelineCreateInfo info{VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO};
    info.pNext = &rendering;
    info.stageCount = static_cast<std::uint32_t>(stages.size());
    info.pStages = stages.data();
    info.pVertexInputState = &input;
    info.pInputAssemblyState = &assembly;
    info.pViewportState = &viewport;
    info.pRasterizationState = &raster;
    info.pMultisampleState = &samples;
    info.pDepthStencilState = &depth;
    info.pColorBlendState = &blending;
    info.pDynamicState = &dynamic;
    info.layout = layout_;
    VkPipeline made = VK_NULL_HANDLE;
    checkMade(vkCreateGraphicsPipelines(device_.get(), cache_.get(), 1, &info, nullptr, &made), ask.name);
    return {made, device_.deletions(), ask.name};
}

}  // namespace twin::render::gpu
