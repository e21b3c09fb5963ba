#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "renderer/engine.h"
#include "renderer/gpu/compiler_code.h"
#include "renderer/gpu/error.h"

namespace twin::render {

namespace {

bool operator==(const ShadowsTold& a, const ShadowsTold& b) {
    return a.use == b.use && a.fixed == b.fixed && a.box.centre == b.box.centre && a.box.extentM == b.box.extentM &&
           a.toLight == b.toLight && a.dayOfYear == b.dayOfYear && a.layers == b.layers && a.lod == b.lod;
}

}  // namespace

FrameOutcome Engine::draw(const FrameInput& input, const UiDraw& ui, const Changes& changes,
                          const std::map<std::uint32_t, ModelEntry>& models) {
    if (!city_) throw gpu::GpuError(Errc::BadArgument, "no town is loaded; call loadCity() first");
    if (asked_.x == 0 || asked_.y == 0) return FrameOutcome::Skipped;
    if (framesDrawn_ > 0 && !pipelinesMade_) {
        rehearsal_.reset();
        pipelines_->finish();
        cache_->save();
        pipelinesMade_ = true;
    }
    const std::uint64_t next = frame_ + 1;
    const auto index = static_cast<std::uint32_t>(next % gpu::kFramesInFlight);
    Slot& slot = slots_[index];
    waitFor(slot.submitted);
    if (window_ && !acquire(slot)) return FrameOutcome::Skipped;
    const glm::uvec2 size = window_ ? glm::uvec2(swapchain_->extent().width, swapchain_->extent().height) : asked_;
    const bool shadows = input.shadows != ShadowUse::Off;
    if (lean_ && lean_->shadows() != shadows) {
        device_->waitIdle();  // a rare choice: pipelines with the tap, or without
        graph_.reset();
        lean_ = std::make_unique<LeanScene>(*kit_, shadows);
        graphStale_ = true;
    }
    settles_ = input.settle != Settle::Off;
    if (settles_ != static_cast<bool>(settle_)) graphStale_ = true;  // a rare choice too
    try {
        makeReady(size);
    } catch (...) {
        giveUp(slot);
        throw;
    }
    if (settle_) settle_->next(input.settle == Settle::Continue, kMostSettled);
    gpu::check(vkGetSemaphoreCounterValue(device_->get(), timeline_.get(), &finished_), "ask how far the device is");
    device_->deletions().collect(finished_);
    if (slot.submitted > 0) {
        graph_->timers().collect(index);
        slot.counts.invalidate();
        std::memcpy(&newestCounts_, slot.counts.mapped(), sizeof newestCounts_);
    }
    frame_ = next;
    device_->deletions().setFrame(frame_);
    try {
        prepare(slot, index, input, ui, changes, models);
        bindings_->apply(index);
        if (groundMap_) groundMap_->bring(work_.data);
        if (treeAtlas_) treeAtlas_->makeReady(index, work_.data);
        record(slot, index);
    } catch (...) {
        --frame_;  // nobody will ever be told that this one is done
        giveUp(slot);
        throw;
    }
    submit(slot);
    if (rehearsal_) rehearsal_->frameSent();
    work_.skyDirty = false;
    work_.cascadesDirty = 0;
    ++framesDrawn_;
    // On its first use a pipeline is compiled there; what was needed for that goes after the first pictures, and now and then.
    if (device_->isCpu() && (framesDrawn_ < 4 || framesDrawn_ % 16 == 4)) gpu::forgetCompilerCode();
    if (device_->isCpu() && framesDrawn_ % 64 == 4) gpu::giveBackFreedHeap();
    if (!window_) return FrameOutcome::Drawn;
    const VkResult shown = swapchain_->present();
    if (shown == VK_ERROR_OUT_OF_DATE_KHR || shown == VK_SUBOPTIMAL_KHR) {
        swapchainStale_ = true;
    } else {
        gpu::check(shown, "show the picture in the window");
    }
    return FrameOutcome::Drawn;
}

/// Passes and graph for this size. Throws, and is tried again by the next frame.
void Engine::makeReady(glm::uvec2 size) {
    const std::uint32_t most = device_->limits().maxImageDimension2D;
    if (size.x > most || size.y > most) {
        throw gpu::GpuError(Errc::BadArgument, "a picture of " + std::to_string(size.x) + " x " +
                                                   std::to_string(size.y) + " is larger than this device can draw (" +
                                                   std::to_string(most) + " a side)");
    }
    if (passesMade_ && size == size_ && !graphStale_) return;
    if (!passesMade_) makePasses();
    if (lean_ && !groundMap_)
        groundMap_ = std::make_unique<GroundMap>(*kit_, *cityRead_, coarseNoise_, *bindings_, *samplers_);
    if (settles_ != static_cast<bool>(settle_)) {
        settle_ = settles_ ? std::make_unique<SettlePass>(*kit_, *bindings_) : nullptr;
    }
    size_ = size;
    remakeGraph();
}

/// After a failure before the frame is sent: the window's picture has been taken and will not be drawn, so that neither it
/// nor its semaphore can be used again.
void Engine::giveUp(Slot& slot) {
    if (!window_) return;
    slot.acquired = gpu::makeSemaphore(*device_, "acquired");
    swapchainStale_ = true;
}

void Engine::waitFor(std::uint64_t frame) const {
    if (frame == 0) return;
    VkSemaphore semaphore = timeline_.get();
    VkSemaphoreWaitInfo wait{VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO};
    wait.semaphoreCount = 1;
    wait.pSemaphores = &semaphore;
    wait.pValues = &frame;
    gpu::check(vkWaitSemaphores(device_->get(), &wait, ~0ULL), "wait for the device");
}

bool Engine::acquire(Slot& slot) {
    for (int attempt = 0; attempt < 3; ++attempt) {
        if (swapchainStale_ || !swapchain_->made()) {
            if (!swapchain_->remake(asked_.x, asked_.y)) return false;
            swapchainStale_ = false;
        }
        const VkResult got = swapchain_->acquire(slot.acquired.get());
        if (got == VK_SUCCESS) return true;
        if (got == VK_SUBOPTIMAL_KHR) {
            swapchainStale_ = true;  // shown once more as it is, then made anew
            return true;
        }
        if (got != VK_ERROR_OUT_OF_DATE_KHR) gpu::check(got, "get a picture of the window");
        swapchainStale_ = true;
    }
    return false;
}

void Engine::setFrameData(const FrameInput& input, const Changes& changes) {
    shared::FrameData& data = work_.data;
    const QualitySettings settings = this->settings();
    const auto sameLight = [&](glm::vec3 sun, glm::vec3 moon) {
        return data.toSun == sun && data.toMoon == moon && data.moonShare == input.light.moonShare;
    };
    pose_ = {input.camera.eye, input.camera.target, static_cast<double>(input.camera.fovYRad), input.camera.twoPoint};
    if (glm::length(pose_.target - pose_.eye) < 1e-6) pose_.target = pose_.eye + glm::dvec3(0, 1, 0);
    // The software level draws straight into the picture, and parts of a still are pixels of it: neither is enlarged.
    const float scale = lean_ || input.full.x > 0 ? 1.0F : std::clamp(input.scale, 0.25F, 1.0F);
    const glm::uvec2 drawn = glm::max(glm::uvec2(glm::round(glm::vec2(size_) * scale)), 1U);
    // What lies beside the picture darkens places in it.
    const float beside = occlusion_ ? 2.0F * shared::kOcclusionMargin : 0.0F;
    const float moved = input.jitterPx == glm::vec2(0) ? 0.0F : 1.0F;
    setCamera(data, pose_, drawn, {input.full, input.corner, beside + moved});
    work_.jitterPx = input.jitterPx;
    data.pictureSize = size_;
    data.seconds = static_cast<float>(std::fmod(input.seconds, 3600.0));
    data.dayOfYear = input.dayOfYear;
    data.layers = input.layers;
    if (data.hour != input.hour) work_.skyDirty = true;  // the windows that are lit
    data.hour = input.hour;
    const glm::vec4 weather(input.weather.cloud, input.weather.rain, input.weather.snow, input.weather.windMs);
    if (data.weather != weather) work_.skyDirty = true;
    data.weather = weather;
    data.flags = (input.culling ? shared::kFrameCulling : 0U) | (changes.anyMarked ? shared::kFrameMarked : 0U) |
                 (input.lod ? 0U : shared::kFrameFullDetail) | (hiz_ && input.culling ? shared::kFrameOcclusion : 0U);
    data.symbolic = std::clamp(input.symbolic, 0.0F, 1.0F);
    const glm::vec3 sun = glm::normalize(input.light.toSun);
    const glm::vec3 moon = glm::normalize(input.light.toMoon);
    if (!sameLight(sun, moon)) work_.skyDirty = true;
    data.toSun = sun;
    data.sunHeight = sun.z;
    data.toMoon = moon;
    data.moonShare = input.light.moonShare;
    // The sun gives shadows until it is well down; then the moon does, if it is up.
    const bool isMoon = sun.z < -0.02F;
    glm::vec3 light = isMoon ? moon : sun;
    light.z = std::max(light.z, 0.03F);
    data.toLight = glm::normalize(light);
    data.lightIsMoon = isMoon ? 1.0F : 0.0F;
    data.shadowTaps = settings.shadowTaps;
    // The software level has no middle trees. Elsewhere a tree of 44 pixels is its picture, which
    // has 64 texels; at 90 it has all its leaves (of medium quality; others by treeDetail).
    data.treeFarM = settings.treeDetail * 8.0F / ((settings.lean ? 3.5F : 44.0F) * data.pixelAngle);
    data.treeNearM = settings.lean ? data.treeFarM : settings.treeDetail * 8.0F / (90 * data.pixelAngle);
    data.heightGrid = city_->heightGrid;
    data.coverGrid = city_->coverGrid;
    data.heightSize = city_->heightSize;
    data.coverSize = city_->coverSize;
    data.lampGrid = city_->lampGrid;
    data.lampSize = city_->lampSize;
    data.groundScale = 1.0F / (glm::vec2(city_->coverSize) * std::max(city_->coverGrid.w, 0.01F));
    setShadows(input, changes);
}

void Engine::setShadows(const FrameInput& input, const Changes& changes) {
    shared::FrameData& data = work_.data;
    const bool fixed = input.shadowBox.has_value();
    CascadePlaces places{};
    if (input.shadows == ShadowUse::Off) {
        data.cascades = 0;
    } else if (fixed) {
        const ShadowBox& box = *input.shadowBox;
        setShadowBox(data, pose_, data.toLight, box.centre, box.extentM, settings().shadows.sizePx);
        places[0] = {input.shadows == ShadowUse::Kept ? box.centre : pose_.eye, box.extentM};
    } else {
        places = setCascades(data, pose_, data.toLight, settings().shadows);
    }
    const ShadowsTold told{input.shadows, fixed,           fixed ? *input.shadowBox : ShadowBox{},
                           data.toLight,  input.dayOfYear, input.layers,
                           input.lod};
    const bool treesChange = shadowTreeM_ != data.treeNearM && !(fixed && input.shadows == ShadowUse::Kept);
    if (work_.cascadesDirty != 0 || !(told == shadowsTold_) || input.shadows == ShadowUse::Each || treesChange ||
        changes.count > 0 || changes.shadowsChanged) {
        work_.cascadesDirty = ~0U;
    } else {
        work_.cascadesDirty = 0;
        for (std::uint32_t i = 0; i < shared::kMaxCascades; ++i) {
            if (!(places[i] == cascades_[i])) work_.cascadesDirty |= 1U << i;
        }
    }
    shadowsTold_ = told;
    cascades_ = places;
    shadowTreeM_ = data.treeNearM;
    if (work_.cascadesDirty == 0) data.flags |= shared::kFrameShadowsStand;
}

void Engine::placeModels(const FrameInput& input, const std::map<std::uint32_t, ModelEntry>& models) {
    work_.models.clear();
    if ((input.layers >> static_cast<unsigned>(city::Layer::Models) & 1U) == 0) return;
    for (const auto& [id, entry] : models) {
        if (!entry.place.visible || models_->find(id) == nullptr) continue;
        const double turn = -entry.place.headingDeg * 3.14159265358979 / 180;
        const auto c = static_cast<float>(std::cos(turn));
        const auto s = static_cast<float>(std::sin(turn));
        glm::mat4 place{1};
        place[0] = {c, s, 0, 0};
        place[1] = {-s, c, 0, 0};
        place[3] = glm::vec4(glm::vec3(entry.place.at - pose_.eye), 1);
        work_.models.push_back({id, place, entry.place.flags});
        if (entry.place.flags != 0) work_.data.flags |= shared::kFrameMarked;
    }
}

/// Before setFrameData(), which asks whether shadows may stay.
void Engine::placeLife(const FrameInput& input) {
    Life wanted = input.life;
    const bool shown = (input.layers >> static_cast<unsigned>(city::Layer::Life) & 1U) != 0;
    if (settingsOf(quality_).lean || !shown) wanted.traffic = wanted.walkers = 0;
    if (wanted == lifePlaced_) return;
    life_.place(*cityRead_, wanted.traffic, wanted.walkers, wanted.seed);
    lifePlaced_ = wanted;
    work_.cascadesDirty = ~0U;
}

void Engine::showLife(Slot& slot) {
    auto* rows = reinterpret_cast<shared::LifeInstance*>(slot.life.mapped());
    work_.life = life_.select(work_.data, {rows, kMostLifeShown});
    if (work_.life.any()) slot.life.flush(0, VK_WHOLE_SIZE);
}

void Engine::showSky(Slot& slot, std::uint32_t index) {
    if (work_.skyDirty) work_.data.sky = sky_ ? sky_->work(work_.data, index) : skyTable_->work(work_.data, {});
    if (sky_) return;
    fillSkyCorners(work_.data, *skyTable_, noiseBytes_,
                   {reinterpret_cast<shared::SkyCorner*>(slot.skyCorners.mapped()), kSkyCorners});
    slot.skyCorners.flush(0, VK_WHOLE_SIZE);
}

void Engine::copyInterface(std::uint32_t index, const UiDraw& ui) {
    std::vector<Finish::Command>& commands = finish_->commands();
    commands.clear();
    for (const UiCommand& command : ui.commands) {
        const bool inside = std::size_t{command.firstIndex} + command.indexCount <= ui.indices.size();
        if (inside) {
            commands.push_back(
                {command.clip, command.firstIndex, command.indexCount, command.vertexOffset, command.texture});
        }
    }
    if (!commands.empty()) finish_->setInterface(index, std::as_bytes(ui.vertices), ui.indices);
}

void Engine::prepare(Slot& slot, std::uint32_t index, const FrameInput& input, const UiDraw& ui, const Changes& changes,
                     const std::map<std::uint32_t, ModelEntry>& models) {
    placeLife(input);
    setFrameData(input, changes);
    showSky(slot, index);
    residency_->bring(work_.data, {index, frame_, finished_});
    work_.data.town = city_->addresses(index);
    work_.data.town.life = slot.life.address();
    work_.data.town.self = slot.uniforms.address();
    work_.data.town.skyCorners = slot.skyCorners.address();
    placeModels(input, models);
    showLife(slot);
    work_.statesDirty = changes.count > 0;
    if (work_.statesDirty) {
        work_.statesFrom = changes.first * sizeof(ElementState);
        work_.statesBytes = changes.count * sizeof(ElementState);
        std::memcpy(slot.states.mapped() + work_.statesFrom, changes.all.data() + changes.first, work_.statesBytes);
        slot.states.flush(work_.statesFrom, work_.statesBytes);
        members_->mark(changes.all);
    }
    members_->find(work_.data, *residency_, work_.markedRuns);
    work_.pick = input.pick.has_value();
    picked_ = work_.pick;
    if (work_.pick) {
        pickPixel_ = glm::min(*input.pick, size_ - 1U);
        work_.pickPixel = glm::uvec2(glm::vec2(pickPixel_) * glm::vec2(work_.data.size) / glm::vec2(size_));
    }
    copyInterface(index, ui);
    std::memcpy(slot.uniforms.mapped(), &work_.data, sizeof work_.data);
    slot.uniforms.flush(0, sizeof work_.data);
}

void Engine::record(Slot& slot, std::uint32_t index) {
    gpu::check(vkResetCommandPool(device_->get(), slot.pool.get(), 0), "reset commands");
    VkCommandBufferBeginInfo begin{VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO};
    begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
    gpu::check(vkBeginCommandBuffer(slot.commands, &begin), "begin commands");
    if (window_) graph_->setWindow(swapchain_->image());
    graph_->replay(slot.commands, index, std::exchange(loseAt_, std::nullopt));
    // What the CPU reads after the frame: counts and the pick's answer.
    VkMemoryBarrier2 toHost{VK_STRUCTURE_TYPE_MEMORY_BARRIER_2};
    toHost.srcStageMask = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
    toHost.srcAccessMask = VK_ACCESS_2_TRANSFER_WRITE_BIT;
    toHost.dstStageMask = VK_PIPELINE_STAGE_2_HOST_BIT;
    toHost.dstAccessMask = VK_ACCESS_2_HOST_READ_BIT;
    VkDependencyInfo dependency{VK_STRUCTURE_TYPE_DEPENDENCY_INFO};
    dependency.memoryBarrierCount = 1;
    dependency.pMemoryBarriers = &toHost;
    vkCmdPipelineBarrier2(slot.commands, &dependency);
    gpu::check(vkEndCommandBuffer(slot.commands), "end commands");
}

void Engine::submit(Slot& slot) {
    VkCommandBufferSubmitInfo commands{VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO};
    commands.commandBuffer = slot.commands;
    VkSemaphoreSubmitInfo wait{VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO};
    wait.semaphore = slot.acquired.get();
    wait.stageMask = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
    std::array<VkSemaphoreSubmitInfo, 2> signals{};
    signals[0].sType = signals[1].sType = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO;
    signals[0].semaphore = timeline_.get();
    signals[0].value = frame_;
    signals[0].stageMask = signals[1].stageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
    if (window_) signals[1].semaphore = swapchain_->drawn();
    VkSubmitInfo2 submit{VK_STRUCTURE_TYPE_SUBMIT_INFO_2};
    submit.waitSemaphoreInfoCount = window_ ? 1 : 0;
    submit.pWaitSemaphoreInfos = &wait;
    submit.commandBufferInfoCount = 1;
    submit.pCommandBufferInfos = &commands;
    submit.signalSemaphoreInfoCount = window_ ? 2 : 1;
    submit.pSignalSemaphoreInfos = signals.data();
    gpu::check(vkQueueSubmit2(device_->queue(), 1, &submit, VK_NULL_HANDLE), "send the frame to the device");
    slot.submitted = frame_;
}

void Engine::finish() const { waitFor(frame_); }

Image Engine::readback() {
    if (framesDrawn_ == 0 || !graph_) throw gpu::GpuError(Errc::NotFound, "no picture has been drawn yet");
    waitFor(frame_);
    const gpu::Image& picture = graph_->image(picture_);
    const glm::uvec2 size(picture.info().widthPx, picture.info().heightPx);
    const std::size_t bytes = std::size_t{size.x} * size.y * 4;
    const gpu::Buffer buffer(*device_, bytes, VK_BUFFER_USAGE_TRANSFER_DST_BIT, gpu::Home::Readback, "readback");
    gpu::OneOff copy(*device_);
    VkCommandBuffer commands = copy.begin();
    // Where the frame leaves the picture: to be shown in a window, or as the interface's target.
    const VkImageLayout resting =
        window_ ? VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL : VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
    gpu::imageBarrier(commands, picture.get(), 0, 1, resting, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL);
    VkBufferImageCopy region{};
    region.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    region.imageExtent = {size.x, size.y, 1};
    vkCmdCopyImageToBuffer(commands, picture.get(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, buffer.get(), 1, &region);
    gpu::imageBarrier(commands, picture.get(), 0, 1, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, resting);
    copy.submitAndWait();
    buffer.invalidate();
    Image image{size.x, size.y, {}};
    image.rgba.resize(bytes);
    std::memcpy(image.rgba.data(), buffer.mapped(), bytes);
    return image;
}

Picked Engine::picked() {
    if (!picked_) throw gpu::GpuError(Errc::NotFound, "the frame drawn last asked for no pixel");
    waitFor(frame_);
    const Picking::Answer answer = picking_->answer();
    Picked picked;
    picked.element = answer.element;
    if (answer.element == kNothing) return picked;
    picked.position = unproject(pose_, size_, pickPixel_, answer.depth);
    picked.element = members_->at(answer.element, picked.position);
    return picked;
}

}  // namespace twin::render
