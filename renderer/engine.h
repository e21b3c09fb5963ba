// renderer/engine.h: everything that lives on one device. Dropped whole when the device is lost, and built again.
#pragma once

#include <memory>
#include <optional>

#include "renderer/gpu/bindings.h"
#include "renderer/gpu/pipelines.h"
#include "renderer/gpu/swapchain.h"
#include "renderer/gpu/uploader.h"
#include "renderer/passes/culling.h"
#include "renderer/passes/finish.h"
#include "renderer/passes/ground_map.h"
#include "renderer/passes/hiz.h"
#include "renderer/passes/lean_scene.h"
#include "renderer/passes/occlusion.h"
#include "renderer/passes/picking.h"
#include "renderer/passes/rehearsal.h"
#include "renderer/passes/scene.h"
#include "renderer/passes/settle.h"
#include "renderer/passes/shadows.h"
#include "renderer/passes/sky.h"
#include "renderer/passes/tree_atlas.h"
#include "renderer/renderer.h"
#include "renderer/world/life.h"
#include "renderer/world/members.h"
#include "renderer/world/residency.h"
#include "renderer/world/sky_corners.h"
#include "renderer/world/views.h"

namespace twin::render {

/// What one level of quality means.
struct QualitySettings {
    VkSampleCountFlagBits samples;
    ShadowSettings shadows;
    std::uint32_t shadowTaps;
    bool lean;         ///< software level: lit a vertex, straight into the picture
    float treeDetail;  ///< factor on the distances at which trees get simpler
};
[[nodiscard]] QualitySettings settingsOf(Quality quality) noexcept;

/// What the shadow maps were drawn for, besides states and models.
struct ShadowsTold {
    ShadowUse use = ShadowUse::Off;
    bool fixed = false;
    ShadowBox box;
    glm::vec3 toLight{};
    float dayOfYear = 0;
    std::uint32_t layers = 0;
    bool lod = true;
};

/// A model as the face keeps it.
struct ModelEntry {
    ModelData data;
    ModelPlace place;
};

/// All functions throw GpuError.
class Engine {
public:
    Engine(const CreateInfo& info, gpu::Counters& counters);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    void loadCity(const city::City& city);
    void addModel(std::uint32_t id, const ModelEntry& entry);
    void removeModel(std::uint32_t id);
    void setAtlas(const Image& atlas);
    void resize(std::uint32_t widthPx, std::uint32_t heightPx);
    void setQuality(Quality quality);
    /// Tests: the next frame fails before this pass as if the device were lost.
    void loseDeviceAt(std::uint32_t pass) noexcept { loseAt_ = pass; }

    /// States [first, first + count) of `all` are new since the last frame.
    struct Changes {
        std::span<const ElementState> all;
        std::size_t first = 0, count = 0;
        bool anyMarked = false;
        bool shadowsChanged = false;
    };
    [[nodiscard]] FrameOutcome draw(const FrameInput& input, const UiDraw& ui, const Changes& changes,
                                    const std::map<std::uint32_t, ModelEntry>& models);
    void finish() const;
    [[nodiscard]] Image readback();
    [[nodiscard]] Picked picked();
    [[nodiscard]] std::vector<std::string> reloadShaders();
    void fillStats(Stats& stats) const;
    [[nodiscard]] const gpu::Device& device() const noexcept { return *device_; }

private:
    struct Slot {
        gpu::CommandPool pool;
        VkCommandBuffer commands = VK_NULL_HANDLE;
        gpu::Buffer uniforms, states, counts, life, skyCorners;
        gpu::Semaphore acquired;
        std::uint64_t submitted = 0;  ///< frame that used it last
    };
    void askFirst();
    void makeSlots();
    void makePasses();
    void dropPasses();
    void dropGraph();
    void freeRetired();
    void makeReady(glm::uvec2 size);
    void giveUp(Slot& slot);
    void remakeGraph();
    void buildGraph();
    void waitFor(std::uint64_t frame) const;
    [[nodiscard]] bool acquire(Slot& slot);
    void prepare(Slot& slot, std::uint32_t index, const FrameInput& input, const UiDraw& ui, const Changes& changes,
                 const std::map<std::uint32_t, ModelEntry>& models);
    void setFrameData(const FrameInput& input, const Changes& changes);
    void setShadows(const FrameInput& input, const Changes& changes);
    [[nodiscard]] QualitySettings settings() const noexcept;
    void placeModels(const FrameInput& input, const std::map<std::uint32_t, ModelEntry>& models);
    void placeLife(const FrameInput& input);
    void showLife(Slot& slot);
    void showSky(Slot& slot, std::uint32_t index);
    void copyInterface(std::uint32_t index, const UiDraw& ui);
    void record(Slot& slot, std::uint32_t index);
    void submit(Slot& slot);

    bool window_ = false;
    Quality quality_;
    std::uint32_t askedMaps_, askedMapPx_;  ///< 0: as the quality says
    OcclusionCulling askedHiding_;
    std::uint64_t townBudget_;  ///< bytes of the town that may stay on the device
    glm::uvec2 asked_;          ///< size asked for
    glm::uvec2 size_{};         ///< size of the graph's images
    bool graphStale_ = true, swapchainStale_ = true;
    bool settles_ = false;        ///< means of pictures are asked for
    bool passesMade_ = false;     ///< false after a failure in making them: draw() tries again
    bool pipelinesMade_ = false;  ///< false while some that no frame needed yet are still being made
    std::optional<std::uint32_t> loseAt_;

    std::unique_ptr<gpu::Device> device_;
    gpu::ShaderStore shaders_;
    std::unique_ptr<gpu::PipelineCache> cache_;
    std::unique_ptr<gpu::Bindings> bindings_;
    std::unique_ptr<gpu::PipelineManager> pipelines_;
    std::unique_ptr<Rehearsal>
        rehearsal_;  ///< until the first picture, on a software device that has compiled nothing yet
    std::unique_ptr<gpu::Uploader> uploader_;
    std::unique_ptr<Samplers> samplers_;
    gpu::Image noise_;
    std::vector<std::uint8_t> noiseBytes_;
    std::vector<glm::vec4> coarseNoise_;
    std::unique_ptr<const ClearAir> air_;
    std::unique_ptr<SkyTable> skyTable_;  ///< of it
    std::unique_ptr<CityTables> city_;
    std::unique_ptr<Residency> residency_;
    std::unique_ptr<Members> members_;
    std::unique_ptr<ModelTable> models_;
    FrameWork work_;
    LifeTable life_;
    Life lifePlaced_;                       ///< what life_ was placed for
    const city::City* cityRead_ = nullptr;  ///< the caller's, which outlives us
    std::unique_ptr<PassKit> kit_;
    std::unique_ptr<Culling> culling_;
    std::unique_ptr<Sky> sky_;  ///< Medium and High
    std::unique_ptr<Shadows> shadows_;
    std::unique_ptr<Occlusion> occlusion_;  ///< Medium and High
    std::unique_ptr<Hiz> hiz_;              ///< with it, where things that others hide are left out
    std::unique_ptr<Scene> scene_;
    std::unique_ptr<TreeAtlas> treeAtlas_;  ///< with it
    std::unique_ptr<LeanScene> lean_;       ///< in the place of scene_ on the software level
    std::unique_ptr<GroundMap> groundMap_;  ///< with it
    std::unique_ptr<Picking> picking_;
    std::unique_ptr<SettlePass> settle_;  ///< while means are asked for
    std::unique_ptr<Finish> finish_;
    std::unique_ptr<graph::FrameGraph> graph_;
    std::unique_ptr<gpu::Swapchain> swapchain_;
    graph::Ref picture_;
    std::array<Slot, gpu::kFramesInFlight> slots_;
    gpu::Semaphore timeline_;
    std::uint64_t frame_ = 0, finished_ = 0;  ///< being drawn, or drawn last; known to be done
    CameraPose pose_;                         ///< of the frame drawn last
    ShadowsTold shadowsTold_;
    CascadePlaces cascades_{};
    float shadowTreeM_ = 0;
    glm::uvec2 pickPixel_{};
    bool picked_ = false;
    mutable std::vector<PassTime> times_;
    shared::Counts newestCounts_{};
    std::uint32_t framesDrawn_ = 0;
};

}  // namespace twin::render
