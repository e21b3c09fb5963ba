#include "renderer/engine.h"

#include <future>
#include <thread>
#include <utility>

#include "renderer/gpu/compiler_code.h"
#include "renderer/gpu/error.h"
#include "renderer/world/noise.h"

namespace twin::render {

namespace {

constexpr std::array<gpu::BindingDecl, 22> kBindings{{
    {shared::kBindFrame, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, 1},
    {shared::kBindShadow, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindNoise, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindSkyView, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindHdr, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindMask, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindBehind, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindBehindDepth, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindOcclusionDepth, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindOcclusionRough, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindOcclusionRoughTarget, VK_DESCRIPTOR_TYPE_STORAGE_IMAGE, 1},
    {shared::kBindOcclusion, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindOcclusionTarget, VK_DESCRIPTOR_TYPE_STORAGE_IMAGE, 1},
    {shared::kBindShadowDepth, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindTreeShapes, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindTreeLights, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindLeaves, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindSettleSums, VK_DESCRIPTOR_TYPE_STORAGE_IMAGE, 1},
    {shared::kBindSettlePicture, VK_DESCRIPTOR_TYPE_STORAGE_IMAGE, 1},
    {shared::kBindTextures, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, shared::kMaxTextures},
    {shared::kBindGroundMap, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
    {shared::kBindSceneDepth, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
}};

/// There the town on the device is the process's own memory, beside the file's pages that the system keeps in any case. A way
/// round the default town needs 63 MB, its largest frame half of that; with 48 the way was 6 % slower.
constexpr std::uint64_t kTownBytesOfCpu = 64U << 20U;

// Shaders of the software level know two, and the list of a cascade that it has not holds something else.
constexpr std::uint32_t kLeanMaps = 2;
static_assert(shared::kListShadow + kLeanMaps <= shared::kListClosed);

}  // namespace

QualitySettings settingsOf(Quality quality) noexcept {
    switch (quality) {
        case Quality::Low: return {VK_SAMPLE_COUNT_1_BIT, {kLeanMaps, 1024}, 1, true, 0.55F};
        case Quality::Medium: return {VK_SAMPLE_COUNT_4_BIT, {4, 1280}, 4, false, 1.0F};
        case Quality::High: return {VK_SAMPLE_COUNT_4_BIT, {4, 2048}, 9, false, 1.7F};
        case Quality::Film: break;
    }
    return {VK_SAMPLE_COUNT_8_BIT, {4, 4096}, 25, false, 3.0F};
}

Engine::Engine(const CreateInfo& info, gpu::Counters& counters)
    : window_{static_cast<bool>(info.makeSurface)},
      quality_{info.quality},
      askedMaps_{std::min(info.shadowMaps, shared::kMaxCascades)},
      askedMapPx_{info.shadowMapPx},
      askedHiding_{info.occlusionCulling},
      townBudget_{info.townBudgetBytes},
      asked_{info.widthPx, info.heightPx},
      shaders_{info.shaderSourceFolder} {
    // Of a device with little memory pictures and shadow maps need the most.
    if (info.memoryBudgetBytes > 0) townBudget_ = std::min(townBudget_, info.memoryBudgetBytes / 2);
    const gpu::DeviceAsk ask{info.validate, info.instanceExtensions, info.makeSurface, info.deviceFilter,
                             &counters,     info.memoryBudgetBytes};
    device_ = std::make_unique<gpu::Device>(ask);
    if (device_->isCpu()) {
        gpu::forgetCompilerCode();  // that it has run to set itself up
        townBudget_ = std::min(townBudget_, kTownBytesOfCpu);
    }
    cache_ = std::make_unique<gpu::PipelineCache>(*device_, info.cacheFolder, gpu::embeddedHash());
    const bool cold = !info.cacheFolder.empty() && !cache_->foundOnDisk();
    if (device_->isCpu() && cold && settings().lean && std::thread::hardware_concurrency() > 1) {
        rehearsal_ = std::make_unique<Rehearsal>(ask, kBindings);
    }
    bindings_ = std::make_unique<gpu::Bindings>(*device_, kBindings);
    pipelines_ = std::make_unique<gpu::PipelineManager>(*device_, *cache_, shaders_, bindings_->layout());
    // A card's level is often told after its device is known; then these would be in the way of others.
    if (device_->isCpu() && settings().lean) askFirst();
    uploader_ = std::make_unique<gpu::Uploader>(*device_);
    samplers_ = std::make_unique<Samplers>(*device_);
    models_ = std::make_unique<ModelTable>(*device_, *uploader_, *bindings_, *samplers_);

    gpu::ImageInfo noise;
    noise.format = VK_FORMAT_R8G8B8A8_UNORM;
    noise.widthPx = noise.heightPx = kNoiseSizePx;
    noise.mips = 9;
    noise.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    noise_ = gpu::Image(*device_, noise, "noise");
    noiseBytes_ = makeNoise();
    uploader_->image(noise_, std::as_bytes(std::span(noiseBytes_)), 4);
    coarseNoise_ = coarseNoise(noiseBytes_);
    air_ = std::make_unique<const ClearAir>();
    skyTable_ = std::make_unique<SkyTable>(*air_);
    bindings_->image(shared::kBindNoise, noise_.view(), samplers_->repeat.get(),
                     VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);

    if (window_) swapchain_ = std::make_unique<gpu::Swapchain>(*device_);
    makeSlots();
    work_.models.reserve(64);
}

/// On the software device nothing of a start takes as long as these pipelines: they are begun before any image is made.
void Engine::askFirst() {
    const bool shadows = settings().shadows.cascades > 0;
    Culling::askTreePipelines(*pipelines_, false);
    Shadows::askPipelines(*pipelines_, true);
    LeanScene::askPipelines(*pipelines_, shadows);
    if (!rehearsal_) return;
    rehearsal_->begin(pipelines_->asked());
    pipelines_->holdBack();
}

Engine::~Engine() {
    device_->waitIdle();
    cache_->save();
}

void Engine::makeSlots() {
    VkSemaphoreTypeCreateInfo type{VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO};
    type.semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE;
    const VkSemaphoreCreateInfo semaphore{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, &type, 0};
    VkSemaphore timeline = VK_NULL_HANDLE;
    gpu::check(vkCreateSemaphore(device_->get(), &semaphore, nullptr, &timeline), "make the frames' timeline");
    timeline_ = gpu::Semaphore(timeline, device_->deletions(), "frames");
    for (std::uint32_t i = 0; i < gpu::kFramesInFlight; ++i) {
        Slot& slot = slots_[i];
        VkCommandPoolCreateInfo pool{VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO};
        pool.queueFamilyIndex = device_->family();
        VkCommandPool made = VK_NULL_HANDLE;
        gpu::check(vkCreateCommandPool(device_->get(), &pool, nullptr, &made), "make a command pool");
        slot.pool = gpu::CommandPool(made, device_->deletions(), "frame");
        VkCommandBufferAllocateInfo allocate{VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO};
        allocate.commandPool = made;
        allocate.commandBufferCount = 1;
        gpu::check(vkAllocateCommandBuffers(device_->get(), &allocate, &slot.commands), "make a command buffer");
        slot.uniforms = gpu::Buffer(*device_, sizeof(shared::FrameData),
                                    VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT,
                                    gpu::Home::Upload, "frame");
        slot.counts = gpu::Buffer(*device_, sizeof(shared::Counts), VK_BUFFER_USAGE_TRANSFER_DST_BIT,
                                  gpu::Home::Readback, "counts read");
        if (window_) slot.acquired = gpu::makeSemaphore(*device_, "acquired");
        slot.life = gpu::Buffer(*device_, kMostLifeShown * sizeof(shared::LifeInstance),
                                VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT,
                                gpu::Home::Upload, "life");
        slot.skyCorners = gpu::Buffer(*device_, kSkyCorners * sizeof(shared::SkyCorner),
                                      VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT,
                                      gpu::Home::Upload, "sky corners");
        bindings_->buffer(shared::kBindFrame, slot.uniforms, i);
    }
}

void Engine::loadCity(const city::City& city) {
    dropPasses();
    residency_.reset();
    city_.reset();
    freeRetired();
    city_ = std::make_unique<CityTables>();
    try {
        std::future<BlockIndex> index = std::async(std::launch::async, [&city] { return BlockIndex(city); });
        makePasses();  // their pipelines are made while the town comes
        *city_ = CityTables(*device_, *uploader_, city);
        residency_ = std::make_unique<Residency>(city, index.get(), *city_, *device_, *uploader_, townBudget_);
    } catch (...) {
        dropPasses();
        city_.reset();
        throw;
    }
    uploader_->release();  // passes and pictures need the room more
    freeRetired();
    for (Slot& slot : slots_) {
        slot.states = gpu::Buffer(*device_, std::uint64_t{city_->elementCount} * 4, VK_BUFFER_USAGE_TRANSFER_SRC_BIT,
                                  gpu::Home::Upload, "states upload");
    }
    life_ = LifeTable{};
    lifePlaced_ = Life{};
    members_ = std::make_unique<Members>(city);
    cityRead_ = &city;
}

QualitySettings Engine::settings() const noexcept {
    QualitySettings settings = settingsOf(quality_);
    if (askedMaps_ > 0) settings.shadows.cascades = settings.lean ? std::min(askedMaps_, kLeanMaps) : askedMaps_;
    if (askedMapPx_ > 0) settings.shadows.sizePx = askedMapPx_;
    return settings;
}

/// Whatever the device may still use of the passes is waited for, and their memory is given back.
void Engine::dropPasses() {
    passesMade_ = false;
    graphStale_ = true;
    device_->waitIdle();
    dropGraph();
    for (const std::uint32_t binding :
         {shared::kBindShadow, shared::kBindShadowDepth, shared::kBindSkyView, shared::kBindGroundMap,
          shared::kBindTreeShapes, shared::kBindTreeLights, shared::kBindLeaves})
        bindings_->forget(binding);
    finish_.reset();
    settle_.reset();
    picking_.reset();
    occlusion_.reset();
    hiz_.reset();
    scene_.reset();
    lean_.reset();
    groundMap_.reset();
    treeAtlas_.reset();
    shadows_.reset();
    sky_.reset();
    culling_.reset();
    freeRetired();
}

void Engine::dropGraph() {
    bindings_->forget(shared::kBindHdr);
    bindings_->forget(shared::kBindMask);
    bindings_->forget(shared::kBindBehind);
    bindings_->forget(shared::kBindBehindDepth);
    bindings_->forget(shared::kBindSettleSums);
    bindings_->forget(shared::kBindSettlePicture);
    for (const std::uint32_t binding :
         {shared::kBindOcclusionDepth, shared::kBindOcclusionRough, shared::kBindOcclusionRoughTarget,
          shared::kBindOcclusion, shared::kBindOcclusionTarget, shared::kBindSceneDepth})
        bindings_->forget(binding);
    graph_.reset();
}

/// Only when the device is idle.
void Engine::freeRetired() { device_->deletions().collect(frame_); }

void Engine::makePasses() {
    QualitySettings settings = this->settings();
    const VkPhysicalDeviceLimits& limits = device_->limits();
    const VkSampleCountFlags offered = limits.framebufferColorSampleCounts & limits.framebufferDepthSampleCounts;
    if ((offered & settings.samples) == 0) settings.samples = VK_SAMPLE_COUNT_4_BIT;  // every Vulkan device has these
    // The pyramid reads every sample of the picture's depth.
    const bool readable =
        settings.samples != VK_SAMPLE_COUNT_1_BIT &&
        (limits.sampledImageDepthSampleCounts & static_cast<VkSampleCountFlags>(settings.samples)) != 0;
    const bool wanted =
        askedHiding_ == OcclusionCulling::On || (askedHiding_ == OcclusionCulling::Auto && !device_->isCpu());
    kit_ = std::make_unique<PassKit>(PassKit{*device_, *pipelines_, *bindings_, *city_, *models_, work_,
                                             settings.samples, !settings.lean, !settings.lean && readable && wanted});
    culling_ = std::make_unique<Culling>(*kit_);
    shadows_ = std::make_unique<Shadows>(*kit_, *bindings_, *samplers_, settings.shadows.cascades,
                                         settings.shadows.sizePx, settings.lean);
    if (settings.lean) {
        lean_ = std::make_unique<LeanScene>(*kit_, settings.shadows.cascades > 0);
    } else {
        sky_ = std::make_unique<Sky>(*kit_, *skyTable_, *bindings_, *samplers_);
        occlusion_ = std::make_unique<Occlusion>(*kit_, *bindings_, *samplers_);
        if (kit_->hides) hiz_ = std::make_unique<Hiz>(*kit_, *bindings_, *samplers_);
        scene_ = std::make_unique<Scene>(*kit_);
        treeAtlas_ = std::make_unique<TreeAtlas>(*kit_, *uploader_, *bindings_, *samplers_);
    }
    picking_ = std::make_unique<Picking>(*kit_, settings.lean);
    finish_ = std::make_unique<Finish>(*kit_, settings.lean);
    passesMade_ = true;
    pipelinesMade_ = false;
}

void Engine::addModel(std::uint32_t id, const ModelEntry& entry) {
    const ModelData& data = entry.data;
    static_assert(sizeof(ModelVertex) == 36 && sizeof(UiVertex) == 20);
    std::vector<ModelPartRow> parts;
    for (const ModelPart& part : data.parts)
        parts.push_back({part.firstIndex, part.indexCount, part.baseColour, part.texture});
    std::vector<TextureBytes> textures;
    for (const Image& image : data.textures) textures.push_back({image.widthPx, image.heightPx, image.rgba});
    glm::vec3 low{1e30F};
    glm::vec3 high{-1e30F};
    for (const ModelVertex& vertex : data.vertices) {
        low = glm::min(low, vertex.position);
        high = glm::max(high, vertex.position);
    }
    models_->add(id, *uploader_, std::as_bytes(std::span(data.vertices)), data.indices, std::move(parts), textures, low,
                 high);
    work_.cascadesDirty = ~0U;
}

void Engine::removeModel(std::uint32_t id) {
    models_->remove(id);
    work_.cascadesDirty = ~0U;
}

void Engine::setAtlas(const Image& atlas) {
    models_->setAtlas(*uploader_, {atlas.widthPx, atlas.heightPx, atlas.rgba});
}

void Engine::resize(std::uint32_t widthPx, std::uint32_t heightPx) {
    if (asked_ == glm::uvec2(widthPx, heightPx)) return;
    asked_ = {widthPx, heightPx};
    swapchainStale_ = true;
}

void Engine::setQuality(Quality quality) {
    if (quality == quality_) return;
    quality_ = quality;
    if (!city_) return;
    dropPasses();  // a person's rare choice: passes are made anew
    makePasses();
}

/// For a new size or new passes. The images of the size before may still be in use; where there is no room beside them,
/// they are waited for.
void Engine::remakeGraph() {
    try {
        buildGraph();
    } catch (const gpu::GpuError& error) {
        dropGraph();
        if (error.code() != Errc::OutOfMemory) throw;
        device_->waitIdle();
        freeRetired();
        try {
            buildGraph();
        } catch (...) {
            dropGraph();
            throw;
        }
    }
}

void Engine::buildGraph() {
    graphStale_ = true;
    graph_ = std::make_unique<graph::FrameGraph>(*device_);
    graph::FrameGraph& graph = *graph_;
    using graph::Content;
    FrameRefs refs;
    refs.states = graph.importBuffer("states", city_->states, Content::Kept);
    refs.drawBits = graph.importBuffer("draw bits", city_->drawBits, Content::Transient);
    refs.drawOffsets = graph.importBuffer("draw offsets", city_->drawOffsets, Content::Transient);
    refs.drawCommands = graph.importBuffer("draw commands", city_->drawCommands, Content::Transient);
    refs.drawnRows = graph.importBuffer("drawn rows", city_->drawnRows, Content::Transient);
    refs.counts = graph.importBuffer("counts", city_->counts, Content::Transient);
    if (hiz_) refs.seen = graph.importBuffer("draws seen", city_->seen, Content::Kept);
    refs.treeBits = graph.importBuffer("tree bits", city_->treeBits, Content::Transient);
    refs.treeOffsets = graph.importBuffer("tree offsets", city_->treeOffsets, Content::Transient);
    refs.treeCommands = graph.importBuffer("tree commands", city_->treeCommands, Content::Transient);
    refs.treeRuns = graph.importBuffer("tree runs", city_->treeRuns, Content::Transient);
    refs.treeList = graph.importBuffer("tree list", city_->treeList, Content::Transient);
    refs.treeInstances = graph.importBuffer("tree instances", city_->treeInstances, Content::Transient);

    gpu::ImageInfo image;
    image.widthPx = size_.x;
    image.heightPx = size_.y;
    image.format = kHdrFormat;
    const bool single = kit_->samples == VK_SAMPLE_COUNT_1_BIT;
    const VkImageUsageFlags toCopy = single ? VkImageUsageFlags{VK_IMAGE_USAGE_TRANSFER_SRC_BIT} : VkImageUsageFlags{0};
    if (!lean_) {
        image.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT | toCopy;
        refs.hdr = graph.createImage("hdr", image);
        bindings_->image(shared::kBindHdr, graph.image(refs.hdr).view(), samplers_->clamp.get(),
                         VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
        image.usage =
            VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
        refs.behind = graph.createImage("behind", image);
        bindings_->image(shared::kBindBehind, graph.image(refs.behind).view(), samplers_->clamp.get(),
                         VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
        image.format = kDepthFormat;
        image.usage =
            VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
        refs.behindDepth = graph.createImage("behind depth", image);
        bindings_->image(shared::kBindBehindDepth, graph.image(refs.behindDepth).view(), samplers_->nearest.get(),
                         VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    }
    // What this level has not must not be left bound to images of the level before, which are gone.
    for (const std::uint32_t binding :
         {shared::kBindHdr, shared::kBindBehind, shared::kBindBehindDepth, shared::kBindOcclusionDepth,
          shared::kBindOcclusionRough, shared::kBindOcclusion}) {
        if (lean_)
            bindings_->image(binding, noise_.view(), samplers_->repeat.get(), VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    }
    if (!lean_) {
        bindings_->image(shared::kBindGroundMap, noise_.view(), samplers_->repeat.get(),
                         VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    }
    image.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
    image.format = kit_->maskFormat();
    refs.mask = graph.createImage("mask", image);
    bindings_->image(shared::kBindMask, graph.image(refs.mask).view(), samplers_->nearest.get(),
                     VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    image.format = kPictureFormat;
    image.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    if (settle_) image.usage |= VK_IMAGE_USAGE_STORAGE_BIT;
    for (const std::uint32_t binding : {shared::kBindSettleSums, shared::kBindSettlePicture})
        bindings_->forget(binding);
    refs.picture = graph.createImage("picture", image, Content::Kept);
    image.samples = kit_->samples;
    image.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
    image.format = kHdrFormat;
    refs.colour = single ? refs.hdr : graph.createImage("colour", image);
    image.format = kDepthFormat;
    image.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    if (!lean_) image.usage |= toCopy;
    if (hiz_) image.usage |= VK_IMAGE_USAGE_SAMPLED_BIT;
    refs.depth = graph.createImage("depth", image);

    using graph::PassContext;
    using graph::Use;
    graph
        .addPass("states",
                 [this](const PassContext& context) {
                     if (!work_.statesDirty) return;
                     const VkBufferCopy copy{work_.statesFrom, work_.statesFrom, work_.statesBytes};
                     vkCmdCopyBuffer(context.commands, slots_[context.frame].states.get(), city_->states.get(), 1,
                                     &copy);
                 })
        .updates(refs.states, Use::CopyTarget);
    if (sky_) sky_->addTo(graph, refs);
    culling_->addTo(graph, refs);
    shadows_->addTo(graph, refs);
    if (lean_) {
        lean_->addTo(graph, refs);
    } else {
        occlusion_->addTo(graph, refs);
        if (hiz_) hiz_->addTo(graph, refs);
        scene_->addTo(graph, refs);
    }
    picking_->addTo(graph, refs);
    finish_->addTo(graph, refs);
    if (settle_) settle_->addTo(graph, refs);
    finish_->addInterfaceTo(graph, refs, window_);
    graph
        .addPass("counts",
                 [this](const PassContext& context) {
                     const VkBufferCopy copy{0, 0, sizeof(shared::Counts)};
                     vkCmdCopyBuffer(context.commands, city_->counts.get(), slots_[context.frame].counts.get(), 1,
                                     &copy);
                 })
        .reads(refs.counts, Use::CopySource)
        .always();
    picture_ = refs.picture;

    gpu::OneOff init(*device_);
    graph.build(init.begin());
    init.submitAndWait();
    times_.assign(graph.timers().newest().size(), PassTime{});
    work_.skyDirty = true;
    work_.cascadesDirty = ~0U;
    graphStale_ = false;
}

std::vector<std::string> Engine::reloadShaders() {
    work_.skyDirty = true;
    work_.cascadesDirty = ~0U;
    return pipelines_->reload();
}

void Engine::fillStats(Stats& stats) const {
    if (graph_) {
        const std::span<const graph::PassTiming> newest = graph_->timers().newest();
        for (std::size_t i = 0; i < newest.size(); ++i) times_[i] = {newest[i].name, newest[i].gpuMs, newest[i].cpuMs};
        stats.passes = times_;
    }
    stats.drawsTested = newestCounts_.tested;
    const auto drawn = [&](std::uint32_t list) {
        return (newestCounts_.empty >> list & 1U) != 0 ? 0 : newestCounts_.draws[list];
    };
    for (std::uint32_t list = 0; list < shared::kListMarked; ++list) {
        if (!hiz_ || list != shared::kListSeen) stats.drawsDrawn += drawn(list);  // those are in kListOpaque
    }
    if (lean_) stats.drawsDrawn += drawn(shared::kListClosed);
    stats.drawsDrawn -= newestCounts_.occluded;
    stats.drawsOccluded = newestCounts_.occluded;
    stats.treesDrawn = newestCounts_.trees;
    stats.trianglesDrawn = newestCounts_.triangles;
    stats.deviceBytes = device_->bytesUsed();
    if (residency_) {
        const Residency::Told town = residency_->told();
        stats.townBytes = town.bytes;
        stats.townBudgetBytes = town.budgetBytes;
        stats.townBlocks = town.blocks;
        stats.townBlocksBrought = town.brought;
        stats.townBlocksDropped = town.dropped;
    }
    stats.framesDrawn = framesDrawn_;
}

}  // namespace twin::render
