#include "app/ui/labels.h"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets.h"

namespace twin::app {

std::size_t placeLabels(std::vector<LabelWish>& wishes, std::vector<Rect>& taken, const Rect& bounds, std::size_t most) {
    std::sort(wishes.begin(), wishes.end(), [](const LabelWish& a, const LabelWish& b) {
        return a.priority != b.priority ? a.priority > b.priority : a.index < b.index;
    });
    std::size_t shown = 0;
    for (std::size_t i = 0; i < wishes.size() && shown < most; ++i) {
        const LabelWish& wish = wishes[i];
        const Rect rect{wish.x - wish.width * 0.5F - 3, wish.y - wish.height - 2, wish.width + 6, wish.height + 4};
        if (rect.x < bounds.x || rect.y < bounds.y || rect.right() > bounds.right() || rect.bottom() > bounds.bottom()) continue;
        if (std::any_of(taken.begin(), taken.end(), [&](const Rect& other) { return rect.overlaps(other); })) continue;
        taken.push_back(rect);
        std::swap(wishes[shown], wishes[i]);
        ++shown;
    }
    return shown;
}

namespace {

struct Reach {
    double nearM, farM, liftM;
    float weight;
};

/// From where to where a kind of name is shown, how high above its place, and how much it matters.
Reach reachOf(city::LabelKind kind) {
    switch (kind) {
        case city::LabelKind::District: return {900, 12000, 25, 3};
        case city::LabelKind::Street: return {0, 700, 5, 1};
        case city::LabelKind::Landmark: return {0, 3500, 18, 4};
        case city::LabelKind::Investment: return {0, 3000, 14, 5};
        default: return {0, 5000, 3, 2};
    }
}

bool standsNow(const Ui& ui, const city::Label& label) {
    if (label.element >= ui.session.city().elements().size()) return true;
    return ui.session.timeline().states()[label.element].stage != city::Stage::Hidden;
}

bool layerShown(const Ui& ui, city::LabelKind kind) {
    const auto shown = [&](city::Layer layer) { return (ui.session.state().layers >> static_cast<unsigned>(layer) & 1U) != 0; };
    switch (kind) {
        case city::LabelKind::Street: return shown(city::Layer::Streets);
        case city::LabelKind::Landmark: return shown(city::Layer::Landmarks);
        case city::LabelKind::Investment: return shown(city::Layer::Investments);
        case city::LabelKind::Water: return shown(city::Layer::Water);
        default: return true;
    }
}

}  // namespace

void showLabels(Ui& ui) {
    if (!ui.state.labels) return;
    std::vector<LabelWish>& wishes = ui.state.labelWishes;
    std::vector<float>& distances = ui.state.labelDistances;
    std::vector<Rect>& taken = ui.state.labelsTaken;
    wishes.clear();
    taken.clear();
    const city::City& city = ui.session.city();
    distances.resize(city.labels().size());
    const Pose& pose = ui.navigator.pose();
    const ViewportPx viewport{ui.width, ui.height};
    for (std::size_t i = 0; i < city.labels().size(); ++i) {
        const city::Label& label = city.labels()[i];
        const Reach reach = reachOf(label.kind);
        const glm::dvec3 at{label.at[0], label.at[1], label.at[2] + reach.liftM};
        const double distance = glm::length(at - pose.eye);
        if (distance < reach.nearM || distance > reach.farM) continue;
        if (!standsNow(ui, label) || !layerShown(ui, label.kind)) continue;
        const std::optional<glm::dvec2> pixel = project(pose, viewport, at);
        if (!pixel || pixel->x < 0 || pixel->y < 0 || pixel->x > viewport.width || pixel->y > viewport.height) continue;
        ImFont* font = label.kind == city::LabelKind::Street ? ui.fonts.small : ui.fonts.bold;
        const char* text = ui.texts.nameOf(city.text(label.name));
        distances[i] = static_cast<float>(distance / reach.farM);
        wishes.push_back({std::round(static_cast<float>(pixel->x)), std::round(static_cast<float>(pixel->y)), textWidth(font, text), font->FontSize,
                          reach.weight * (1.2F - distances[i]), static_cast<std::uint32_t>(i)});
    }
    const Layout& layout = ui.layout;
    if (ui.session.state().panels) {
        for (const Rect& panel : {layout.top, layout.left, layout.card, layout.timeline, layout.pads, layout.scaleBar}) {
            if (!panel.empty()) taken.push_back(panel);
        }
    }
    const std::size_t shown = placeLabels(wishes, taken, {4, 4, ui.width - 8, ui.height - 8}, 46);
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    for (std::size_t i = 0; i < shown; ++i) {
        const LabelWish& wish = wishes[i];
        const city::Label& label = city.labels()[wish.index];
        ImFont* font = label.kind == city::LabelKind::Street ? ui.fonts.small : ui.fonts.bold;
        const float fade = std::clamp((1.0F - distances[wish.index]) * 4.0F, 0.25F, 1.0F);
        const ImVec2 at{std::round(wish.x - wish.width * 0.5F), wish.y - wish.height};
        const bool pin = label.kind == city::LabelKind::Landmark || label.kind == city::LabelKind::Investment;
        if (pin) {
            const glm::dvec3 foot{label.at[0], label.at[1], label.at[2]};
            if (const std::optional<glm::dvec2> ground = project(pose, viewport, foot)) {
                const float end = static_cast<float>(std::min(ground->y, static_cast<double>(wish.y) + 60));
                list.AddLine({wish.x, wish.y + 2}, {wish.x, end}, faded(ui.theme.labelHalo, fade), 3.5F);
                list.AddLine({wish.x, wish.y + 2}, {wish.x, end}, faded(ui.theme.labelText, fade), 1.5F);
            }
        }
        haloText(list, font, font->FontSize, at, ui.texts.nameOf(city.text(label.name)), faded(ui.theme.labelText, fade), faded(ui.theme.labelHalo, fade * fade));
        if (label.element != 0xFFFFFFFFU && ui.probe.enabled()) {
            ui.probe.add("label-", city.text(city.elements()[label.element].idText), {at.x, at.y, wish.width, wish.height});
        }
    }
}

}  // namespace twin::app
