// renderer/renderer.h: the one public face of the renderer.
//
// It is told and never asks: it holds tables and takes one FrameInput a frame. It reads no clock, no strategy and no
// window. Everything it keeps can be rebuilt from the City, the element states and the models the caller still holds;
// after a lost device recover() does that by itself and the next picture is the same.
// One thread at a time. Heights and positions are local metres (scene/geo), z up.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <glm/glm.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scene/base/result.h"
#include "scene/city/city.h"
#include "scene/city/state.h"

struct VkInstance_T;
struct VkSurfaceKHR_T;

namespace twin::render {

using city::ElementFlags;
using city::ElementState;
using city::Stage;

enum class Quality : std::uint8_t {
    Low,
    Medium,
    High,
    Film
};  ///< The levels software, integrated, desktop and film. Low: 1 sample, 2 cascades; Medium and High: 4x MSAA,
    ///< 4 cascades; Film: 8x where the device has it, shadows of twice the size and more taps

/// One device seen, and why it was chosen or refused; `twin --list devices`.
struct DeviceReport {
    std::string name;
    std::string kind;  ///< "cpu", "integrated", "discrete", "virtual", "other"
    std::string apiVersion;
    std::string driver;
    bool usable = false;
    bool chosen = false;
    std::string reason;  ///< why chosen, or the first missing feature
};

/// Whether what other things hide is left out of the scene, from medium quality up. The picture is the same. Auto: on, but
/// for devices that are CPUs, where finding out costs more than it saves.
enum class OcclusionCulling : std::uint8_t { Auto, On, Off };

struct CreateInfo {
    std::uint32_t widthPx = 1280;
    std::uint32_t heightPx = 720;
    Quality quality = Quality::Medium;
    bool validate = false;              ///< validation layer with synchronization checks; messages are counted
    std::filesystem::path cacheFolder;  ///< pipeline cache; empty: none is kept
    std::filesystem::path
        shaderSourceFolder;  ///< debug builds: watch and recompile these; empty: use the built-in ones
    /// Window only: instance extensions GLFW wants, and how to make the surface. Returns VkResult as int.
    std::vector<std::string> instanceExtensions;
    std::function<int(VkInstance_T*, VkSurfaceKHR_T**)> makeSurface;
    std::uint64_t memoryBudgetBytes = 0;  ///< most video memory to take; 0: what the device has
    /// Most of the town's blocks to keep on the device, of which at most half of memoryBudgetBytes; what one frame needs is
    /// there all the same.
    std::uint64_t townBudgetBytes = 512U << 20U;
    std::string deviceFilter;  ///< tests: pretend this feature is missing ("descriptorIndexing", ...)
    OcclusionCulling occlusionCulling = OcclusionCulling::Auto;
    /// 0: as the quality says; the software level has two at most. The benchmark asks for its peers' map.
    std::uint32_t shadowMaps = 0, shadowMapPx = 0;
};

struct Camera {
    glm::dvec3 eye{};
    glm::dvec3 target{0, 1, 0};  ///< looked at; never equal to eye
    float fovYRad = 0.8F;
    bool twoPoint = false;  ///< a shift lens: upright edges stay upright (scene/geo/lens.h)
};

struct Light {
    glm::vec3 toSun{0.3F, -0.5F, 0.8F};  ///< unit, local frame; below the horizon at night
    glm::vec3 toMoon{0, 0, 1};
    float moonShare = 0;  ///< lit part of the moon's disc, 0 to 1
};

/// When the shadow maps are drawn.
enum class ShadowUse : std::uint8_t {
    Off,          ///< never, and nothing is in shadow
    Kept,         ///< again only for another light, state, model or box; needs shadowBox, else as WhenChanged
    WhenChanged,  ///< again when anything changes that can be seen in them, the camera too
    Each          ///< in every frame
};

/// One shadow map that stays where it is, instead of cascades that follow the camera.
struct ShadowBox {
    glm::dvec3 centre{};
    double extentM = 3200;  ///< width and height of what it covers, across the light
};

/// How the air and what it leaves on the ground look; 0 to 1 but for the wind.
struct Weather {
    float cloud = 0.12F;  ///< of the sky that clouds cover
    float rain = 0;
    float snow = 0;  ///< lying: of what faces the sky that is white
    float windMs = 3;
};

/// People and vehicles along the streets, on Medium and High: how busy the hour is, each 0 (none) to 1.
struct Life {
    float traffic = 0, walkers = 0;
    std::uint32_t seed = 1;  ///< the same seed, the same places
    friend bool operator==(const Life&, const Life&) = default;
};

/// Whether a picture becomes a mean of several, which differ by jitterPx, by a place on the sun's disc, on the lens.
enum class Settle : std::uint8_t {
    Off,      ///< it stands alone
    Begin,    ///< so does this one, but more will come: the first after Off makes the images for it
    Continue  ///< it becomes the mean of those since Begin, kMostSettled of them at most (then as Begin)
};
inline constexpr std::uint32_t kMostSettled = 256;

struct FrameInput {
    Camera camera;
    Light light;
    double seconds = 0;     ///< animation clock: waves, rotors, pulse of the planned look
    float dayOfYear = 170;  ///< 0 to 365: leaves, grass
    float hour = 12;        ///< local time, 0 to 24: which windows are lit when it is dark
    Weather weather;
    std::uint32_t layers = 0xFFFFFFFFU;  ///< bit i shows city::Layer i
    float symbolic = 0;                  ///< 0 realistic to 1 a plan: muted town, a colour and a pattern a stage
    Life life;
    float scale = 1;      ///< 0.25 to 1: the scene is drawn smaller by this and enlarged; stills and tests: 1
    bool culling = true;  ///< off only in tests: the picture must not change
    bool lod = true;  ///< off: everything at full detail, every tree, however small; the picture fast ones answer to
    ShadowUse shadows = ShadowUse::WhenChanged;
    std::optional<ShadowBox> shadowBox;
    /// A part of a larger picture: what the renderer's size shows from `corner` of a picture of `full` pixels. 0 x 0: all.
    glm::uvec2 full{0};
    glm::ivec2 corner{0};   ///< multiples of 8, so that patterns of pixels go on; may lie outside
    glm::vec2 jitterPx{0};  ///< moves what is seen by part of a pixel: pictures that are means of several
    Settle settle = Settle::Off;
    std::optional<glm::uvec2> pick;  ///< pixel whose element is wanted; the answer comes with the same frame
};

/// One vertex of the user interface, the layout of ImDrawVert.
struct UiVertex {
    glm::vec2 position{};
    glm::vec2 uv{};
    std::uint32_t rgba = 0;
};
struct UiCommand {
    glm::vec4 clip{};  ///< left, top, right, bottom in pixels
    std::uint32_t firstIndex = 0, indexCount = 0;
    std::int32_t vertexOffset = 0;
    std::uint32_t texture = 0;  ///< 0: the font atlas
};
struct UiDraw {
    std::span<const UiVertex> vertices;
    std::span<const std::uint16_t> indices;
    std::span<const UiCommand> commands;
};

struct Picked {
    std::uint32_t element = 0xFFFFFFFFU;  ///< into City::elements, or kModelBit | model index
    glm::dvec3 position{};                ///< where the ray met the surface, local metres
};
inline constexpr std::uint32_t kNothing = 0xFFFFFFFFU;
inline constexpr std::uint32_t kModelBit = 0x80000000U;

/// RGBA8, rows from the top.
struct Image {
    std::uint32_t widthPx = 0, heightPx = 0;
    std::vector<std::uint8_t> rgba;
};

/// A model of others, checked by twin-import. All spans are copied.
struct ModelPart {
    std::uint32_t firstIndex = 0, indexCount = 0;
    glm::vec4 baseColour{1};
    std::int32_t texture = -1;  ///< into ModelData::textures
    bool doubleSided = false;
};
struct ModelVertex {
    glm::vec3 position{};
    glm::vec3 normal{};
    glm::vec2 uv{};
    std::uint32_t rgba = 0xFFFFFFFFU;
};
struct ModelData {
    std::vector<ModelVertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<ModelPart> parts;
    std::vector<Image> textures;
};
struct ModelPlace {
    glm::dvec3 at{};
    double headingDeg = 0;
    bool visible = true;
    std::uint8_t flags = 0;  ///< ElementFlags
};

struct PassTime {
    std::string_view name;
    float gpuMs = 0;
    float cpuMs = 0;
};

/// Of the newest finished frame. Counters marked "since" only grow; a steady frame leaves them as they are.
struct Stats {
    std::span<const PassTime> passes;
    std::uint32_t drawsTested = 0 /* resident */, drawsDrawn = 0, treesDrawn = 0;
    std::uint32_t drawsOccluded = 0;  ///< in view and large enough, but hidden; not among drawsDrawn
    std::uint64_t trianglesDrawn = 0;
    std::uint64_t stateBytesUploaded = 0;    ///< by the last setElementStates
    std::uint64_t vulkanObjectsCreated = 0;  ///< since start
    std::uint64_t deviceAllocations = 0;     ///< since start
    std::uint64_t deviceBytes = 0;
    std::uint64_t townBytes = 0,
                  townBudgetBytes = 0;  ///< the town's blocks on the device, culling's lists for them included
    std::uint32_t townBlocks = 0;       ///< of those, how many
    std::uint64_t townBlocksBrought = 0, townBlocksDropped = 0;  ///< since loadCity
    std::uint64_t validationMessages = 0;                        ///< since start
    std::uint32_t framesDrawn = 0;
    float loadMs = 0;  ///< loadCity until the first frame could be drawn
};

/// What happened to the frame.
enum class FrameOutcome { Drawn, Skipped /* minimised or resizing */ };

class Renderer {
public:
    /// Every device the loader shows, judged as create() would. NoDevice when there is no Vulkan at all.
    [[nodiscard]] static Result<std::vector<DeviceReport>> listDevices();
    /// NoDevice (with each refusal's reason) when nothing is usable.
    [[nodiscard]] static Result<std::unique_ptr<Renderer>> create(const CreateInfo& info);
    virtual ~Renderer() = default;

    /// The City must outlive the Renderer (it is read again after a lost device).
    [[nodiscard]] virtual Result<Ok> loadCity(const city::City& city) = 0;
    /// Copies `states` for elements [first, first + states.size()). Cheap: at most 4 bytes an element go to the GPU.
    virtual void setElementStates(std::uint32_t first, std::span<const ElementState> states) = 0;

    [[nodiscard]] virtual Result<std::uint32_t> addModel(ModelData data, const ModelPlace& place) = 0;
    virtual void moveModel(std::uint32_t model, const ModelPlace& place) = 0;
    virtual void removeModel(std::uint32_t model) = 0;

    /// The font atlas, RGBA8. Texture 0 of UiCommand. Again after a change of text size.
    [[nodiscard]] virtual Result<Ok> setUiAtlas(const Image& atlas) = 0;

    /// Size of the window's framebuffer; 0 x 0 while minimised. Headless: the size of the picture.
    virtual void resize(std::uint32_t widthPx, std::uint32_t heightPx) = 0;
    /// After OutOfMemory from draw() or loadCity() a lower one may do; the next draw() finds out.
    virtual void setQuality(Quality quality) = 0;

    /// Draws one frame, and presents it when there is a window. After DeviceLost call recover(); NotFound: the window's
    /// surface is gone, and recover() tells whether for good.
    [[nodiscard]] virtual Result<FrameOutcome> draw(const FrameInput& input, const UiDraw& ui) = 0;
    /// Waits until the last pixel of the frame drawn last is done; reads nothing back.
    [[nodiscard]] virtual Result<Ok> finish() = 0;
    /// The picture drawn last, with or without the interface as it was drawn. Waits for the GPU.
    [[nodiscard]] virtual Result<Image> readback() = 0;
    /// The answer to FrameInput::pick of the frame drawn last. Waits for the GPU.
    [[nodiscard]] virtual Result<Picked> picked() = 0;
    [[nodiscard]] virtual Stats stats() const = 0;
    [[nodiscard]] virtual const DeviceReport& device() const = 0;

    /// Tests: the next draw() loses the device before its pass of this number (in the order of Stats::passes) and
    /// reports DeviceLost, as a real loss would.
    virtual void forceDeviceLoss(std::uint32_t pass = 0) = 0;
    /// Tears everything down and builds it again from what the caller gave. NoDevice when the device is really gone.
    [[nodiscard]] virtual Result<Ok> recover() = 0;
    /// Debug builds: recompiles changed shaders; a shader that fails keeps the old pipeline. Returns messages to show.
    [[nodiscard]] virtual std::vector<std::string> reloadShaders() = 0;
};

}  // namespace twin::render
