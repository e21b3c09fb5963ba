#include "app/program/still.h"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "scene/geo/lens.h"

namespace twin::app {

namespace {

constexpr std::uint32_t kTileWidthPx = 2048, kTileHeightPx = 512;
/// Drawn round each tile and thrown away, so that what looks at neighbouring pixels finds them. A multiple of 8.
constexpr std::uint32_t kMarginPx = 32;
constexpr double kSunRadiusRad = 0.00465;  // seen from the earth: 0.533 degrees across

std::uint32_t upToEight(std::uint32_t value) { return (value + 7) / 8 * 8; }

/// The van der Corput sequence: numbers from 0 to 1 that fill it evenly however many are taken.
double radicalInverse(std::uint32_t index, std::uint32_t base) {
    double result = 0;
    double digit = 1.0 / base;
    for (; index > 0; index /= base, digit /= base) result += index % base * digit;
    return result;
}

/// A place on the unit disc, evenly.
glm::dvec2 onDisc(double u, double v) {
    const double radius = std::sqrt(u);
    const double angle = 6.283185307179586 * v;
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

}  // namespace

render::FrameInput sampleOf(const render::FrameInput& frame, const StillWish& wish, std::uint32_t index) {
    render::FrameInput sample = frame;
    if (wish.samples > 1) {
        sample.jitterPx = {static_cast<float>(radicalInverse(index + 1, 2) - 0.5),
                           static_cast<float>(radicalInverse(index + 1, 3) - 0.5)};
        const glm::dvec2 sun = onDisc(radicalInverse(index + 1, 5), radicalInverse(index + 1, 7)) * kSunRadiusRad;
        const glm::dvec3 to = glm::normalize(glm::dvec3(frame.light.toSun));
        const geo::LensAxes axes = geo::lensAxes(to, false);
        sample.light.toSun = glm::vec3(glm::normalize(to + axes.right * sun.x + axes.up * sun.y));
    }
    if (wish.fNumber > 0 && wish.samples > 1) {
        // The eye wanders over the lens and keeps looking at the target, which stays sharp.
        const double focalM = geo::focalMmOf(static_cast<double>(frame.camera.fovYRad)) / 1000;
        const glm::dvec2 lens =
            onDisc(radicalInverse(index + 1, 11), radicalInverse(index + 1, 13)) * (focalM / wish.fNumber / 2);
        const geo::LensAxes axes = geo::lensAxes(frame.camera.target - frame.camera.eye, false);
        sample.camera.eye += axes.right * lens.x + axes.up * lens.y;
    }
    return sample;
}

std::uint64_t stillBytes(const StillWish& wish) noexcept {
    const std::uint64_t width = std::min(upToEight(wish.widthPx), kTileWidthPx);
    const std::uint64_t height = std::min(upToEight(wish.heightPx), kTileHeightPx);
    const std::uint64_t tile = (width + 2 * kMarginPx) * (height + 2 * kMarginPx);
    constexpr std::uint64_t kTargetBytes =
        8 + 4 * (8 + 4) + 4 + 1;  // picture in light, 4 samples and depth, picture, mask
    return tile * (kTargetBytes + 2 * 4) + std::uint64_t{wish.widthPx} * height * 3 * sizeof(std::uint16_t);
}

std::optional<std::uint64_t> memoryAvailable() {
    std::ifstream file("/proc/meminfo");
    std::string word;
    std::uint64_t kilobytes = 0;
    while (file >> word) {
        if (word == "MemAvailable:" && file >> kilobytes) return kilobytes * 1024;
    }
    return std::nullopt;
}

Result<Still> Still::begin(render::Renderer& renderer, const render::FrameInput& frame, const StillWish& wish,
                           const std::filesystem::path& path, const std::string& description, StillOverlay overlay) {
    Result<PngStream> file = PngStream::create(path, wish.widthPx, wish.heightPx, description);
    if (!file) return file.error();
    return Still{renderer, frame, wish, std::move(*file), std::move(overlay)};
}

Still::Still(render::Renderer& renderer, const render::FrameInput& frame, const StillWish& wish, PngStream file,
             StillOverlay overlay)
    : renderer_{&renderer},
      frame_{frame},
      wish_{wish},
      file_{std::move(file)},
      overlay_{std::move(overlay)},
      tileWidthPx_{std::min(upToEight(wish.widthPx), kTileWidthPx)},
      tileHeightPx_{std::min(upToEight(wish.heightPx), kTileHeightPx)},
      columns_{(wish.widthPx + tileWidthPx_ - 1) / tileWidthPx_},
      bands_{(wish.heightPx + tileHeightPx_ - 1) / tileHeightPx_} {
    sums_.assign(std::size_t{wish.widthPx} * tileHeightPx_ * 3, 0);
    row_.resize(std::size_t{wish.widthPx} * 3);
    renderer_->resize(tileWidthPx_ + 2 * kMarginPx, tileHeightPx_ + 2 * kMarginPx);
}

double Still::share() const noexcept {
    const double tiles = static_cast<double>(columns_) * bands_;
    return (static_cast<double>(band_) * columns_ + column_ + static_cast<double>(sample_) / wish_.samples) / tiles;
}

Result<bool> Still::step() {
    render::FrameInput frame = sampleOf(frame_, wish_, sample_);
    frame.full = {wish_.widthPx, wish_.heightPx};
    frame.corner = glm::ivec2(column_ * tileWidthPx_, band_ * tileHeightPx_) - glm::ivec2(kMarginPx);
    const Result<render::FrameOutcome> drawn =
        renderer_->draw(frame, {overlay_.vertices, overlay_.indices, overlay_.commands});
    if (!drawn) return drawn.error();
    const Result<render::Image> tile = renderer_->readback();
    if (!tile) return tile.error();
    add(*tile);
    if (++sample_ < wish_.samples) return false;
    sample_ = 0;
    if (++column_ < columns_) return false;
    column_ = 0;
    if (const Result<Ok> written = writeBand(); !written) return written.error();
    if (++band_ < bands_) return false;
    if (const Result<Ok> finished = file_.finish(); !finished) return finished.error();
    return true;
}

void Still::add(const render::Image& tile) {
    const std::uint32_t left = column_ * tileWidthPx_;
    const std::uint32_t width = std::min(tileWidthPx_, wish_.widthPx - left);
    const std::uint32_t height = std::min(tileHeightPx_, wish_.heightPx - band_ * tileHeightPx_);
    for (std::uint32_t y = 0; y < height; ++y) {
        const std::uint8_t* from = &tile.rgba[(std::size_t{y + kMarginPx} * tile.widthPx + kMarginPx) * 4];
        std::uint16_t* to = &sums_[(std::size_t{y} * wish_.widthPx + left) * 3];
        for (std::uint32_t x = 0; x < width; ++x) {
            for (std::uint32_t c = 0; c < 3; ++c) {
                const std::uint32_t sum = (sample_ == 0 ? 0U : to[x * 3 + c]) + from[x * 4 + c];
                to[x * 3 + c] = static_cast<std::uint16_t>(sum);
            }
        }
    }
}

Result<Ok> Still::writeBand() {
    const std::uint32_t height = std::min(tileHeightPx_, wish_.heightPx - band_ * tileHeightPx_);
    for (std::uint32_t y = 0; y < height; ++y) {
        const std::uint16_t* from = &sums_[std::size_t{y} * row_.size()];
        for (std::size_t i = 0; i < row_.size(); ++i)
            row_[i] = static_cast<std::uint8_t>((from[i] + wish_.samples / 2) / wish_.samples);
        if (const Result<Ok> written = file_.rows(row_); !written) return written.error();
    }
    return Ok{};
}

}  // namespace twin::app
