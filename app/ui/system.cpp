#include "app/ui/system.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "app/base/heap_count.h"

namespace twin::app {

namespace {

static_assert(sizeof(ImDrawVert) == sizeof(render::UiVertex) &&
              offsetof(ImDrawVert, uv) == offsetof(render::UiVertex, uv) &&
              offsetof(ImDrawVert, col) == offsetof(render::UiVertex, rgba));
static_assert(sizeof(ImDrawIdx) == 2);

constexpr float kTextPx = 17;
constexpr std::array<ImWchar, 13> kLetters{0x0020, 0x017F, 0x0400, 0x04FF, 0x2010, 0x2026, 0x2116,
                                           0x2116, 0x2212, 0x2212, 0x2260, 0x2265, 0};

std::string findFont(const char* name) {
    for (const char* folder :
         {"/usr/share/fonts/opentype/inter/", "/usr/share/fonts/truetype/inter/", "/usr/share/fonts/inter/",
          "/usr/share/fonts/TTF/", "/usr/local/share/fonts/", "/usr/share/fonts/OTF/"}) {
        for (const char* ending : {".otf", ".ttf"}) {
            std::string path = std::string{folder} + name + ending;
            std::error_code fault;
            if (std::filesystem::is_regular_file(path, fault)) return path;
        }
    }
    return {};
}

}  // namespace

UiSystem::UiSystem() {
    ImGui::SetAllocatorFunctions(
        [](std::size_t bytes, void*) {
            countHeapAllocation();
            return std::malloc(bytes);
        },
        [](void* memory, void*) { std::free(memory); });
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    // Enough for every picture of the interface, so that a steady frame never grows them.
    vertices_.reserve(120000);
    indices_.reserve(200000);
    commands_.reserve(512);
}

UiSystem::~UiSystem() { ImGui::DestroyContext(); }

float displayFactor(float heightPx) noexcept {
    return heightPx < 940 ? 1.0F : heightPx < 1300 ? 1.2F : heightPx < 1900 ? 1.5F : 2.2F;
}

bool UiSystem::setLook(std::string_view theme, int textPercent, float displayFactor) {
    if (theme == themeName_ && textPercent == textPercent_ && displayFactor == displayFactor_) return false;
    const bool fonts = textPercent != textPercent_ || displayFactor != displayFactor_;
    displayFactor_ = displayFactor;
    themeName_ = theme;
    textPercent_ = textPercent;
    scale_ = std::min(static_cast<float>(textPercent) / 100.0F * displayFactor, 3.2F);
    theme_ = themeOf(theme);
    applyStyle(theme_, scale_);
    if (fonts) buildFonts();
    return fonts;
}

void UiSystem::buildFonts() {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    ImFontConfig config;
    config.OversampleH = scale_ > 1.5F ? 1 : 2;
    config.OversampleV = 1;
    config.PixelSnapH = true;
    const auto add = [&](const char* name, float px) -> ImFont* {
        const std::string path = findFont(name);
        if (path.empty()) {
            missingFont_ = name;
            ImFontConfig plain;
            plain.SizePixels = px;
            return atlas.AddFontDefault(&plain);
        }
        return atlas.AddFontFromFileTTF(path.c_str(), px, &config, kLetters.data());
    };
    fonts_.regular = add("Inter-Regular", kTextPx * scale_);
    fonts_.bold = add("Inter-SemiBold", kTextPx * scale_);
    fonts_.title = add("Inter-Bold", kTextPx * 1.35F * scale_);
    fonts_.small = add("Inter-Medium", kTextPx * 0.84F * scale_);
    atlas.Build();
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
    atlas_.widthPx = static_cast<std::uint32_t>(width);
    atlas_.heightPx = static_cast<std::uint32_t>(height);
    atlas_.rgba.assign(pixels, pixels + static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    atlas.ClearTexData();
    atlas.SetTexID(nullptr);  // texture 0
}

void UiSystem::beginFrame(float widthPx, float heightPx, float seconds) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {widthPx, heightPx};
    io.DisplayFramebufferScale = {1, 1};
    io.DeltaTime = seconds > 1e-5F ? seconds : 1e-5F;
    ImGui::NewFrame();
}

void UiSystem::endFrame() { ImGui::Render(); }

bool UiSystem::hasPendingEvents() const { return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0; }

render::UiDraw UiSystem::draw() {
    vertices_.clear();
    indices_.clear();
    commands_.clear();
    const ImDrawData* data = ImGui::GetDrawData();
    if (data == nullptr || !data->Valid) return {};
    for (int i = 0; i < data->CmdListsCount; ++i) {
        const ImDrawList& list = *data->CmdLists[i];
        const std::size_t vertexBase = vertices_.size();
        const std::size_t indexBase = indices_.size();
        vertices_.resize(vertexBase + static_cast<std::size_t>(list.VtxBuffer.Size));
        indices_.resize(indexBase + static_cast<std::size_t>(list.IdxBuffer.Size));
        if (list.VtxBuffer.Size > 0) {
            std::memcpy(static_cast<void*>(vertices_.data() + vertexBase), list.VtxBuffer.Data,
                        static_cast<std::size_t>(list.VtxBuffer.Size) * sizeof(ImDrawVert));
        }
        if (list.IdxBuffer.Size > 0) {
            std::memcpy(indices_.data() + indexBase, list.IdxBuffer.Data,
                        static_cast<std::size_t>(list.IdxBuffer.Size) * sizeof(ImDrawIdx));
        }
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr || command.ElemCount == 0) continue;
            const ImVec4 clip = command.ClipRect;
            if (clip.z <= clip.x || clip.w <= clip.y) continue;
            commands_.push_back({{clip.x, clip.y, clip.z, clip.w},
                                 static_cast<std::uint32_t>(indexBase) + command.IdxOffset,
                                 command.ElemCount,
                                 static_cast<std::int32_t>(vertexBase + command.VtxOffset),
                                 0});
        }
    }
    return {vertices_, indices_, commands_};
}

}  // namespace twin::app
