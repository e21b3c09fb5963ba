// The public face: keeps what the caller gave, so that a lost device can be replaced, and turns GpuError into Error.
#include "renderer/renderer.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "renderer/engine.h"
#include "renderer/gpu/drivers_kept.h"
#include "renderer/gpu/error.h"

namespace twin::render {

namespace {

std::string versionText(std::uint32_t version) {
    return std::to_string(VK_API_VERSION_MAJOR(version)) + "." + std::to_string(VK_API_VERSION_MINOR(version)) + "." +
           std::to_string(VK_API_VERSION_PATCH(version));
}

DeviceReport reportOf(const gpu::DeviceFacts& facts) {
    DeviceReport report;
    report.name = facts.name;
    report.kind = gpu::kindName(facts.type);
    report.apiVersion = versionText(facts.apiVersion);
    report.driver = facts.driver;
    return report;
}

class RealRenderer final : public Renderer {
public:
    explicit RealRenderer(const CreateInfo& info) : info_{info} { start(); }

    Result<Ok> loadCity(const city::City& city) override {
        return guarded([&]() -> Result<Ok> {
            const auto begun = std::chrono::steady_clock::now();
            city_ = &city;
            states_.assign(city.elements().size(), ElementState{});
            engine_->loadCity(city);
            changedFirst_ = changedLast_ = 0;
            marked_ = 0;
            const std::chrono::duration<float, std::milli> took = std::chrono::steady_clock::now() - begun;
            loadMs_ = took.count();
            return Ok{};
        });
    }

    void setElementStates(std::uint32_t first, std::span<const ElementState> states) override {
        if (first >= states_.size()) return;
        states = states.first(std::min(states.size(), states_.size() - first));
        // Only from the first to the last that really changes.
        std::size_t low = 0;
        std::size_t high = states.size();
        while (low < high && states[low] == states_[first + low]) ++low;
        while (high > low && states[high - 1] == states_[first + high - 1]) --high;
        stateBytes_ = (high - low) * sizeof(ElementState);
        if (low == high) return;
        for (std::size_t i = low; i < high; ++i) {
            ElementState& mine = states_[first + i];
            marked_ -= mine.flags != 0 ? 1U : 0U;
            marked_ += states[i].flags != 0 ? 1U : 0U;
            mine = states[i];
        }
        const bool none = changedFirst_ == changedLast_;
        changedFirst_ = none ? first + low : std::min(changedFirst_, first + low);
        changedLast_ = none ? first + high : std::max(changedLast_, first + high);
    }

    Result<std::uint32_t> addModel(ModelData data, const ModelPlace& place) override {
        for (const ModelPart& part : data.parts) {
            if (std::size_t{part.firstIndex} + part.indexCount > data.indices.size()) {
                return Error{Errc::BadData, "a part of the model lies outside of its indices"};
            }
        }
        for (const std::uint32_t index : data.indices) {
            if (index >= data.vertices.size())
                return Error{Errc::BadData, "the model speaks of a vertex it does not have"};
        }
        return guarded([&]() -> Result<std::uint32_t> {
            const std::uint32_t id = nextModel_;
            ModelEntry entry{std::move(data), place};
            engine_->addModel(id, entry);
            models_.emplace(id, std::move(entry));
            ++nextModel_;
            modelsChanged_ = true;
            return id;
        });
    }

    void moveModel(std::uint32_t model, const ModelPlace& place) override {
        const auto found = models_.find(model);
        if (found == models_.end()) return;
        found->second.place = place;
        modelsChanged_ = true;
    }

    void removeModel(std::uint32_t model) override {
        if (models_.erase(model) == 0) return;
        engine_->removeModel(model);
        modelsChanged_ = true;
    }

    Result<Ok> setUiAtlas(const Image& atlas) override {
        return guarded([&]() -> Result<Ok> {
            engine_->setAtlas(atlas);
            atlas_ = atlas;
            return Ok{};
        });
    }

    void resize(std::uint32_t widthPx, std::uint32_t heightPx) override {
        info_.widthPx = widthPx;
        info_.heightPx = heightPx;
        if (engine_) engine_->resize(widthPx, heightPx);
    }

    void setQuality(Quality quality) override {
        info_.quality = quality;
        if (engine_)
            (void)guarded([&]() -> Result<Ok> {
                engine_->setQuality(quality);
                return Ok{};
            });
    }

    Result<FrameOutcome> draw(const FrameInput& input, const UiDraw& ui) override {
        return guarded([&]() -> Result<FrameOutcome> {
            if (lost_ || !engine_)
                throw gpu::GpuError(Errc::DeviceLost, "the graphics device was lost; it can be started again");
            const Engine::Changes changes{states_, changedFirst_, changedLast_ - changedFirst_, marked_ > 0,
                                          modelsChanged_};
            const FrameOutcome outcome = engine_->draw(input, ui, changes, models_);
            if (outcome == FrameOutcome::Drawn) {
                changedFirst_ = changedLast_ = 0;
                modelsChanged_ = false;
            }
            return outcome;
        });
    }

    Result<Ok> finish() override {
        return guarded([&]() -> Result<Ok> {
            engine_->finish();
            return Ok{};
        });
    }

    Result<Image> readback() override {
        return guarded([&]() -> Result<Image> { return engine_->readback(); });
    }

    Result<Picked> picked() override {
        return guarded([&]() -> Result<Picked> { return engine_->picked(); });
    }

    Stats stats() const override {
        Stats stats;
        if (engine_) engine_->fillStats(stats);
        stats.stateBytesUploaded = stateBytes_;
        stats.vulkanObjectsCreated = counters_.objectsCreated.load();
        stats.deviceAllocations = counters_.allocations.load();
        stats.validationMessages = counters_.validationMessages.load();
        stats.loadMs = loadMs_;
        return stats;
    }

    const DeviceReport& device() const override { return report_; }
    void forceDeviceLoss(std::uint32_t pass) override {
        if (engine_) engine_->loseDeviceAt(pass);
    }

    Result<Ok> recover() override {
        if (!drivers_) drivers_ = std::make_unique<gpu::DriversKept>();
        engine_.reset();
        lost_ = true;  // until it is replaced
        return guarded([&]() -> Result<Ok> {
            start();
            lost_ = false;
            if (city_ != nullptr) engine_->loadCity(*city_);
            changedFirst_ = 0;
            changedLast_ = states_.size();
            for (const auto& [id, entry] : models_) engine_->addModel(id, entry);
            if (atlas_.widthPx > 0) engine_->setAtlas(atlas_);
            return Ok{};
        });
    }

    std::vector<std::string> reloadShaders() override {
        return engine_ ? engine_->reloadShaders() : std::vector<std::string>{};
    }

private:
    void start() {
        engine_ = std::make_unique<Engine>(info_, counters_);
        const gpu::Device& device = engine_->device();
        report_ = reportOf(device.facts());
        report_.usable = report_.chosen = true;
        report_.reason = device.reason();
    }

    template <class Work>
    auto guarded(Work&& work) -> decltype(work()) {
        if (!engine_ && !lost_) return Error{Errc::NoDevice, "there is no graphics device"};
        try {
            return work();
        } catch (const gpu::GpuError& error) {
            if (error.code() == Errc::DeviceLost) lost_ = true;
            return error.asError();
        } catch (const std::bad_alloc&) {
            return Error{Errc::OutOfMemory, "not enough memory for the picture"};
        }
    }

    CreateInfo info_;
    gpu::Counters counters_;
    std::unique_ptr<gpu::DriversKept> drivers_;  ///< from the first recovery on
    std::unique_ptr<Engine> engine_;
    DeviceReport report_;
    const city::City* city_ = nullptr;
    std::vector<ElementState> states_;
    std::size_t changedFirst_ = 0, changedLast_ = 0;
    std::size_t marked_ = 0;  ///< elements with flags
    std::uint64_t stateBytes_ = 0;
    std::map<std::uint32_t, ModelEntry> models_;
    std::uint32_t nextModel_ = 0;
    bool modelsChanged_ = false;
    Image atlas_;
    bool lost_ = false;
    float loadMs_ = 0;
};

}  // namespace

Result<std::vector<DeviceReport>> Renderer::listDevices() {
    try {
        gpu::Counters counters;
        const gpu::InstanceMade instance = gpu::makeInstance({false, {}, &counters});
        std::vector<DeviceReport> reports;
        try {
            const gpu::Seen seen = gpu::lookAround(instance.instance, VK_NULL_HANDLE);
            const std::vector<gpu::Verdict> verdicts = gpu::judge(seen.facts);
            for (std::size_t i = 0; i < seen.facts.size(); ++i) {
                reports.push_back(reportOf(seen.facts[i]));
                reports.back().usable = verdicts[i].usable;
                reports.back().chosen = verdicts[i].chosen;
                reports.back().reason = verdicts[i].reason;
            }
        } catch (...) {
            gpu::destroyInstance(instance);
            throw;
        }
        gpu::destroyInstance(instance);
        if (reports.empty()) {
            return Error{Errc::NoDevice,
                         "no Vulkan device was found; install a graphics driver (Debian: mesa-vulkan-drivers)"};
        }
        return reports;
    } catch (const gpu::GpuError& error) {
        return error.asError();
    }
}

Result<std::unique_ptr<Renderer>> Renderer::create(const CreateInfo& info) {
    try {
        return std::unique_ptr<Renderer>(std::make_unique<RealRenderer>(info));
    } catch (const gpu::GpuError& error) {
        return error.asError();
    } catch (const std::bad_alloc&) {
        return Error{Errc::OutOfMemory, "not enough memory to start drawing"};
    }
}

}  // namespace twin::render
