// The dialog of large pictures: size, samples, sharpness; progress and cancel.
#include <cstdio>

#include "app/ui/widgets.h"

namespace twin::app {

namespace {

struct Size {
    const char *id, *text;
    std::uint32_t widthPx, heightPx;
};
constexpr std::array<Size, 4> kSizes{
    Size{"still-4k", "3840 × 2160", 3840, 2160}, Size{"still-8k", "7680 × 4320", 7680, 4320},
    Size{"still-16k", "16384 × 9216", 16384, 9216}, Size{"still-square", "16384 × 16384", 16384, 16384}};
struct Samples {
    const char *id, *key;
    std::uint32_t count;
};
constexpr std::array<Samples, 3> kSamples{Samples{"still-quick", "ui.still.quick", 1},
                                          Samples{"still-fine", "ui.still.fine", 16},
                                          Samples{"still-film", "ui.still.film", 64}};
constexpr double kOpenLens = 2.0;  // f-number

void choices(Ui& ui, StillDialog& dialog) {
    const float width = ImGui::GetContentRegionAvail().x;
    quietText(ui, ui.texts.get("ui.still.size"));
    for (const Size& size : kSizes) {
        const bool active = dialog.wish.widthPx == size.widthPx && dialog.wish.heightPx == size.heightPx;
        if (textButton(ui, size.id, size.text, {width, 0}, {.active = active, .left = true})) {
            dialog.wish.widthPx = size.widthPx;
            dialog.wish.heightPx = size.heightPx;
        }
    }
    quietText(ui, ui.texts.get("ui.still.samples"));
    for (const Samples& samples : kSamples) {
        if (textButton(ui, samples.id, ui.texts.get(samples.key), {width, 0},
                       {.active = dialog.wish.samples == samples.count, .left = true}))
            dialog.wish.samples = samples.count;
    }
    // One sample has one place on the lens: nothing could be blurred.
    const bool several = dialog.wish.samples > 1;
    const bool open = several && dialog.wish.fNumber > 0;
    if (checkBox(ui, "still-lens", ui.texts.get("ui.still.depth"), open) && several)
        dialog.wish.fNumber = open ? 0 : kOpenLens;
}

void progress(Ui& ui, const StillDialog& dialog) {
    std::array<char, 96> line{};
    std::array<char, 8> percent{};
    std::snprintf(percent.data(), percent.size(), "%.0f", dialog.share * 100);
    quietText(ui, fillInto(line, ui.texts.get("ui.still.running"), {percent.data()}));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({at.x, at.y + 4}, {at.x + width, at.y + 14}, ui.theme.button, 5);
    list.AddRectFilled({at.x, at.y + 4}, {at.x + width * static_cast<float>(dialog.share), at.y + 14}, ui.theme.accent,
                       5);
    ImGui::Dummy({width, 20 * ui.scale});
}

}  // namespace

void showStill(Ui& ui) {
    StillDialog& dialog = ui.state.still;
    if (!dialog.open) return;
    const bool running = dialog.share >= 0;
    const float width = std::min(380 * ui.scale, ui.width - 32);
    const float height = std::min((running ? 170 : 480) * ui.scale, ui.height - 32);
    const Rect rect{(ui.width - width) * 0.5F, (ui.height - height) * 0.5F, width, height};
    if (beginPanel("still", rect, true, true)) {
        heading(ui, ui.texts.get("ui.still.title"));
        if (running)
            progress(ui, dialog);
        else
            choices(ui, dialog);
        const float half = (ImGui::GetContentRegionAvail().x - 8) * 0.5F;
        if (!running) {
            if (textButton(ui, "still-start", ui.texts.get("ui.still.start"), {half, 36 * ui.scale},
                           {.active = true, .font = ui.fonts.bold}))
                dialog.start = true;
            ImGui::SameLine(0, 8);
        }
        const char* word = ui.texts.get(running ? "ui.still.cancel" : "ui.common.close");
        if (textButton(ui, "still-close", word, {running ? half * 2 + 8 : half, 36 * ui.scale})) {
            if (running)
                dialog.cancel = true;
            else
                dialog.open = false;
        }
    }
    ImGui::End();
}

}  // namespace twin::app
