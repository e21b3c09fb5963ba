#include "renderer/passes/ground_map.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

#include "renderer/world/views.h"

namespace twin::render {

namespace {

constexpr VkFormat kFormat = VK_FORMAT_R8G8B8A8_UNORM;
constexpr std::size_t kAtOnce = 64;  // blocks: 1.4 MB of staging
constexpr std::size_t kUnseen = 16;  // blocks a frame that nobody waits for: a millisecond or two
constexpr std::size_t kForOne = 32;  // blocks that are not worth a second thread
constexpr std::size_t kBlockBytes = GroundPaint::kBlockTexels * sizeof(GroundTexel);

}  // namespace

GroundMap::GroundMap(const PassKit& kit, const city::City& city, std::vector<glm::vec4> noise, gpu::Bindings& bindings,
                     const Samplers& samplers)
    : kit_{kit}, paint_{city, std::move(noise)}, oneOff_{kit.device} {
    gpu::ImageInfo info;
    info.format = kFormat;
    info.widthPx = paint_.size().x;
    info.heightPx = paint_.size().y;
    info.mips = GroundPaint::kLevels;
    info.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    map_ = gpu::Image(kit.device, info, "ground map");
    bindings.image(shared::kBindGroundMap, map_.view(), samplers.mipmapped.get(),
                   VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    here_.resize(std::size_t{paint_.blocks().x} * paint_.blocks().y);
    wanted_.reserve(here_.size());
    spots_.reserve(kAtOnce);
    copies_.reserve(kAtOnce * GroundPaint::kLevels);
}

void GroundMap::bring(const shared::FrameData& data) {
    if (data.dayOfYear != day_) {
        paint_.setDay(data.dayOfYear);
        day_ = data.dayOfYear;
        std::fill(here_.begin(), here_.end(), std::uint8_t{0});
        missing_ = here_.size();
    }
    if (missing_ == 0) return;
    wanted_.clear();
    const std::uint32_t columns = paint_.blocks().x;
    const glm::vec3 eye = data.eye + data.eyeLow;
    for (std::uint32_t i = 0; i < here_.size(); ++i) {
        if (here_[i] != 0) continue;
        const GroundPaint::Box box = paint_.reach({i % columns, i / columns});
        if (boxInView(data, 0, box.low - eye, box.high - eye, 0)) wanted_.push_back(i);
    }
    if (wanted_.empty()) {
        for (std::uint32_t i = 0; i < here_.size() && wanted_.size() < kUnseen; ++i) {
            if (here_[i] == 0) wanted_.push_back(i);
        }
    }
    paintWanted();
    if (missing_ > 0) return;
    staging_ = gpu::Buffer();
    paint_.rest();
}

void GroundMap::paintWanted() {
    if (!staging_) {
        staging_ = gpu::Buffer(kit_.device, std::min(kAtOnce, here_.size()) * kBlockBytes,
                               VK_BUFFER_USAGE_TRANSFER_SRC_BIT, gpu::Home::Upload, "ground map, staging");
    }
    for (std::span<const std::uint32_t> rest = wanted_; !rest.empty();) {
        const auto now = rest.first(std::min(rest.size(), kAtOnce));
        rest = rest.subspan(now.size());
        place(now);
        paint();
        upload();
    }
}

void GroundMap::place(std::span<const std::uint32_t> blocks) {
    spots_.clear();
    for (std::size_t from = 0, to = 0; from < blocks.size(); from = to) {
        const std::uint32_t row = blocks[from] / paint_.blocks().x;
        while (to < blocks.size() && blocks[to] == blocks[from] + (to - from) && blocks[to] / paint_.blocks().x == row)
            ++to;
        for (std::size_t i = from; i < to; ++i) {
            spots_.push_back({blocks[i], static_cast<std::uint32_t>(to - from), static_cast<std::uint32_t>(i - from),
                              from * GroundPaint::kBlockTexels});
        }
    }
}

void GroundMap::paint() {
    const std::span texels(reinterpret_cast<GroundTexel*>(staging_.mapped()), staging_.bytes() / sizeof(GroundTexel));
    const std::uint32_t columns = paint_.blocks().x;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < spots_.size(); i = next++) {
            const Spot& spot = spots_[i];
            paint_.paint({spot.block % columns, spot.block / columns},
                         texels.subspan(spot.first, spot.beside * GroundPaint::kBlockTexels), spot.beside, spot.place);
        }
    };
    if (spots_.size() <= kForOne || std::thread::hardware_concurrency() < 2) {
        work();
        return;
    }
    const std::jthread other(work);
    work();
}

void GroundMap::upload() {
    staging_.flush(0, spots_.size() * kBlockBytes);
    const std::uint32_t columns = paint_.blocks().x;
    copies_.clear();
    for (const Spot& spot : spots_) {
        if (spot.place != 0) continue;
        const glm::ivec2 at(spot.block % columns, spot.block / columns);
        for (std::uint32_t level = 0; level < GroundPaint::kLevels; ++level) {
            const std::uint32_t side = GroundPaint::kBlock >> level;
            VkBufferImageCopy copy{};
            copy.bufferOffset = (spot.first + GroundPaint::firstOf(level, spot.beside)) * sizeof(GroundTexel);
            copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, level, 0, 1};
            copy.imageOffset = {at.x * static_cast<std::int32_t>(side), at.y * static_cast<std::int32_t>(side), 0};
            copy.imageExtent = {spot.beside * side, side, 1};
            copies_.push_back(copy);
        }
    }
    VkCommandBuffer commands = oneOff_.begin();
    gpu::imageBarrier(commands, map_.get(), 0, GroundPaint::kLevels, layout_, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL);
    vkCmdCopyBufferToImage(commands, staging_.get(), map_.get(), VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                           static_cast<std::uint32_t>(copies_.size()), copies_.data());
    gpu::imageBarrier(commands, map_.get(), 0, GroundPaint::kLevels, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                      VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    oneOff_.submitAndWait();
    layout_ = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
    for (const Spot& spot : spots_) here_[spot.block] = 1;
    missing_ -= spots_.size();
}

}  // namespace twin::render
