// app/ui/system.h: Dear ImGui without its backends: fonts, atlas, style, and its triangles as the renderer takes them.
//
// One per program. Memory of ImGui goes through the heap counter. Text sizes rebuild the atlas; the caller uploads it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ui/theme.h"
#include "renderer/renderer.h"

namespace twin::app {

/// How much larger letters are on a screen of this height, so that people at the back of a hall can read them.
[[nodiscard]] float displayFactor(float heightPx) noexcept;

class UiSystem {
public:
    UiSystem();
    ~UiSystem();
    UiSystem(const UiSystem&) = delete;
    UiSystem& operator=(const UiSystem&) = delete;

    /// Rebuilds fonts, atlas and style where they changed. true: upload atlas() before the next frame.
    /// @param displayFactor of high screens, see displayFactor()
    bool setLook(std::string_view theme, int textPercent, float displayFactor);
    [[nodiscard]] const render::Image& atlas() const noexcept { return atlas_; }
    [[nodiscard]] const Fonts& fonts() const noexcept { return fonts_; }
    [[nodiscard]] const Theme& theme() const noexcept { return theme_; }
    [[nodiscard]] float scale() const noexcept { return scale_; }
    /// Path of the font that was not found, or empty.
    [[nodiscard]] const std::string& missingFont() const noexcept { return missingFont_; }

    void beginFrame(float widthPx, float heightPx, float seconds);
    /// Ends the frame; draw() gives its triangles until the next one.
    void endFrame();
    [[nodiscard]] render::UiDraw draw();
    /// Events wait that ImGui spreads over several frames (press and release of one click).
    [[nodiscard]] bool hasPendingEvents() const;

private:
    void buildFonts();

    Fonts fonts_;
    Theme theme_;
    std::string themeName_;
    int textPercent_ = 0;
    float displayFactor_ = 0;
    float scale_ = 1;
    std::string missingFont_;
    render::Image atlas_;
    std::vector<render::UiVertex> vertices_;
    std::vector<std::uint16_t> indices_;
    std::vector<render::UiCommand> commands_;
};

}  // namespace twin::app
