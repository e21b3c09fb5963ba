#include "tests/app/soft_renderer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace twin::render {

namespace {

struct Rgb {
    float r, g, b, a;
};

Rgb unpack(std::uint32_t rgba) {
    return {static_cast<float>(rgba & 255U) / 255, static_cast<float>(rgba >> 8U & 255U) / 255,
            static_cast<float>(rgba >> 16U & 255U) / 255, static_cast<float>(rgba >> 24U & 255U) / 255};
}

/// As if the lowest level needed this much memory, and each level above it twice as much as the one before.
constexpr std::uint64_t kBytesOfLevel = 16U << 20U;

class SoftRenderer final : public Renderer {
public:
    explicit SoftRenderer(const CreateInfo& info) : budgetBytes_{info.memoryBudgetBytes}, quality_{info.quality} {
        resize(info.widthPx, info.heightPx);
    }

    Result<Ok> loadCity(const city::City& city) override {
        city_ = &city;
        states_.assign(city.elements().size(), {});
        return Ok{};
    }
    void setElementStates(std::uint32_t first, std::span<const ElementState> states) override {
        std::copy(states.begin(), states.end(), states_.begin() + first);
        stats_.stateBytesUploaded = states.size_bytes();
    }
    Result<std::uint32_t> addModel(ModelData, const ModelPlace&) override { return models_++; }
    void moveModel(std::uint32_t, const ModelPlace&) override {}
    void removeModel(std::uint32_t) override {}
    Result<Ok> setUiAtlas(const Image& atlas) override {
        atlas_ = atlas;
        return Ok{};
    }
    void resize(std::uint32_t width, std::uint32_t height) override {
        width_ = width;
        height_ = height;
        pixels_.assign(static_cast<std::size_t>(width) * height * 4, 255);
        ids_.assign(static_cast<std::size_t>(width) * height, kNothing);
    }
    void setQuality(Quality quality) override { quality_ = quality; }
    Result<FrameOutcome> draw(const FrameInput& input, const UiDraw& ui) override {
        const std::uint64_t needed = kBytesOfLevel << static_cast<unsigned>(quality_);
        if (budgetBytes_ > 0 && needed > budgetBytes_) return Error{Errc::OutOfMemory, "could not make a picture"};
        if (lost_) {
            lost_ = false;
            return Error{Errc::DeviceLost, "forced"};
        }
        if (width_ == 0 || height_ == 0) return FrameOutcome::Skipped;
        scene(input);
        picked_ = {};
        if (input.pick) picked_.element = ids_[static_cast<std::size_t>(input.pick->y) * width_ + input.pick->x];
        for (const UiCommand& command : ui.commands) {
            for (std::uint32_t i = 0; i + 2 < command.indexCount; i += 3) triangle(ui, command, i);
        }
        ++stats_.framesDrawn;
        return FrameOutcome::Drawn;
    }
    Result<Ok> finish() override { return Ok{}; }
    Result<Image> readback() override { return Image{width_, height_, pixels_}; }
    Result<Picked> picked() override { return picked_; }
    Stats stats() const override { return stats_; }
    const DeviceReport& device() const override { return device_; }
    void forceDeviceLoss(std::uint32_t) override { lost_ = true; }
    Result<Ok> recover() override { return Ok{}; }
    std::vector<std::string> reloadShaders() override { return {}; }

private:
    void put(std::size_t at, const Rgb& c) {
        for (int k = 0; k < 3; ++k) {
            const float source = k == 0 ? c.r : k == 1 ? c.g : c.b;
            const float under = static_cast<float>(pixels_[at * 4 + static_cast<std::size_t>(k)]) / 255;
            pixels_[at * 4 + static_cast<std::size_t>(k)] =
                static_cast<std::uint8_t>(std::lround((source * c.a + under * (1 - c.a)) * 255));
        }
    }
    /// Sky, and each element's box as a rectangle on the screen.
    void scene(const FrameInput& input) {
        for (std::size_t i = 0; i < ids_.size(); ++i) {
            const float y = static_cast<float>(i / width_) / static_cast<float>(height_);
            const Rgb colour = y < 0.3F ? Rgb{0.62F, 0.76F, 0.9F, 1} : Rgb{0.52F - y * 0.1F, 0.6F, 0.42F, 1};
            put(i, colour);
            ids_[i] = kNothing;
        }
        if (city_ == nullptr) return;
        const glm::dvec3 f = glm::normalize(input.camera.target - input.camera.eye);
        const glm::dvec3 r = glm::normalize(glm::cross(f, glm::dvec3{0, 0, 1}));
        const glm::dvec3 u = glm::cross(r, f);
        const double focal = height_ * 0.5 / std::tan(static_cast<double>(input.camera.fovYRad) * 0.5);
        for (std::uint32_t e = 0; e < states_.size(); ++e) {
            const city::Element& element = city_->elements()[e];
            if (states_[e].stage == Stage::Hidden || element.layer == city::Layer::Terrain) continue;
            if ((input.layers >> static_cast<unsigned>(element.layer) & 1U) == 0) continue;
            double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
            bool behind = false;
            for (int c = 0; c < 8; ++c) {
                const glm::dvec3 p{(c & 1) != 0 ? element.boxMax[0] : element.boxMin[0],
                                   (c & 2) != 0 ? element.boxMax[1] : element.boxMin[1],
                                   (c & 4) != 0 ? element.boxMax[2] : element.boxMin[2]};
                const glm::dvec3 d = p - input.camera.eye;
                const double depth = glm::dot(d, f);
                behind = behind || depth < 1;
                const double x = width_ * 0.5 + glm::dot(d, r) * focal / depth;
                const double y = height_ * 0.5 - glm::dot(d, u) * focal / depth;
                x0 = std::min(x0, x), x1 = std::max(x1, x), y0 = std::min(y0, y), y1 = std::max(y1, y);
            }
            if (behind) continue;
            const auto stage = static_cast<float>(states_[e].stage);
            const Rgb colour{0.85F - stage * 0.1F, 0.7F - static_cast<float>(e % 5) * 0.06F, 0.55F + stage * 0.08F,
                             states_[e].stage == Stage::Planned ? 0.5F : 1};
            fill(x0, y0, x1, y1, colour, e);
        }
    }
    void fill(double x0, double y0, double x1, double y1, const Rgb& colour, std::uint32_t id) {
        const int left = std::max(0, static_cast<int>(x0)),
                  right = std::min(static_cast<int>(width_) - 1, static_cast<int>(x1));
        const int top = std::max(0, static_cast<int>(y0)),
                  bottom = std::min(static_cast<int>(height_) - 1, static_cast<int>(y1));
        for (int y = top; y <= bottom; ++y) {
            for (int x = left; x <= right; ++x) {
                const std::size_t at = static_cast<std::size_t>(y) * width_ + static_cast<std::size_t>(x);
                put(at, colour);
                ids_[at] = id;
            }
        }
    }
    Rgb texel(float u, float v) const {
        const float x = std::clamp(u * static_cast<float>(atlas_.widthPx) - 0.5F, 0.0F,
                                   static_cast<float>(atlas_.widthPx) - 1.001F);
        const float y = std::clamp(v * static_cast<float>(atlas_.heightPx) - 0.5F, 0.0F,
                                   static_cast<float>(atlas_.heightPx) - 1.001F);
        const auto ix = static_cast<std::size_t>(x), iy = static_cast<std::size_t>(y);
        const float fx = x - static_cast<float>(ix), fy = y - static_cast<float>(iy);
        const auto alpha = [&](std::size_t px, std::size_t py) {
            px = std::min<std::size_t>(px, atlas_.widthPx - 1);
            py = std::min<std::size_t>(py, atlas_.heightPx - 1);
            return static_cast<float>(atlas_.rgba[(py * atlas_.widthPx + px) * 4 + 3]) / 255;
        };
        const float a = (alpha(ix, iy) * (1 - fx) + alpha(ix + 1, iy) * fx) * (1 - fy) +
                        (alpha(ix, iy + 1) * (1 - fx) + alpha(ix + 1, iy + 1) * fx) * fy;
        return {1, 1, 1, a};
    }
    void triangle(const UiDraw& ui, const UiCommand& command, std::uint32_t i) {
        const auto vertex = [&](std::uint32_t k) -> const UiVertex& {
            return ui.vertices[static_cast<std::size_t>(
                static_cast<std::int64_t>(ui.indices[command.firstIndex + i + k]) + command.vertexOffset)];
        };
        const UiVertex &a = vertex(0), &b = vertex(1), &c = vertex(2);
        const float area = (b.position.x - a.position.x) * (c.position.y - a.position.y) -
                           (c.position.x - a.position.x) * (b.position.y - a.position.y);
        if (std::abs(area) < 1e-6F) return;
        const auto low = [](float p, float q, float s) { return std::min({p, q, s}); };
        const auto high = [](float p, float q, float s) { return std::max({p, q, s}); };
        const int x0 = static_cast<int>(
            std::max({0.0F, command.clip.x, std::floor(low(a.position.x, b.position.x, c.position.x))}));
        const int x1 = static_cast<int>(std::min(
            {static_cast<float>(width_), command.clip.z, std::ceil(high(a.position.x, b.position.x, c.position.x))}));
        const int y0 = static_cast<int>(
            std::max({0.0F, command.clip.y, std::floor(low(a.position.y, b.position.y, c.position.y))}));
        const int y1 = static_cast<int>(std::min(
            {static_cast<float>(height_), command.clip.w, std::ceil(high(a.position.y, b.position.y, c.position.y))}));
        for (int y = y0; y < y1; ++y) {
            for (int x = x0; x < x1; ++x) {
                const float px = static_cast<float>(x) + 0.5F, py = static_cast<float>(y) + 0.5F;
                const float wb = ((px - a.position.x) * (c.position.y - a.position.y) -
                                  (c.position.x - a.position.x) * (py - a.position.y)) /
                                 area;
                const float wc = ((b.position.x - a.position.x) * (py - a.position.y) -
                                  (px - a.position.x) * (b.position.y - a.position.y)) /
                                 area;
                const float wa = 1 - wb - wc;
                // Edges belong to one triangle only; a small bias does for a test picture.
                if (wa < 0 || wb < 0 || wc <= 0) continue;
                const Rgb ca = unpack(a.rgba), cb = unpack(b.rgba), cc = unpack(c.rgba);
                const Rgb t = texel(a.uv.x * wa + b.uv.x * wb + c.uv.x * wc, a.uv.y * wa + b.uv.y * wb + c.uv.y * wc);
                const auto mix = [&](float p, float q, float s) { return p * wa + q * wb + s * wc; };
                put(static_cast<std::size_t>(y) * width_ + static_cast<std::size_t>(x),
                    {mix(ca.r, cb.r, cc.r), mix(ca.g, cb.g, cc.g), mix(ca.b, cb.b, cc.b), mix(ca.a, cb.a, cc.a) * t.a});
            }
        }
    }

    const city::City* city_ = nullptr;
    std::vector<ElementState> states_;
    Image atlas_;
    std::uint64_t budgetBytes_;
    Quality quality_;
    std::uint32_t width_ = 0, height_ = 0, models_ = 0;
    std::vector<std::uint8_t> pixels_;
    std::vector<std::uint32_t> ids_;
    Picked picked_;
    Stats stats_;
    DeviceReport device_{"Soft", "cpu", "0", "tests", true, true, "test"};
    bool lost_ = false;
};

}  // namespace

Result<std::vector<DeviceReport>> Renderer::listDevices() {
    return std::vector<DeviceReport>{{"Soft", "cpu", "0", "tests", true, true, "test"}};
}

Result<std::unique_ptr<Renderer>> Renderer::create(const CreateInfo& info) {
    if (!info.deviceFilter.empty()) return Error{Errc::NoDevice, "Soft: " + info.deviceFilter};
    return std::unique_ptr<Renderer>{std::make_unique<SoftRenderer>(info)};
}

}  // namespace twin::render
