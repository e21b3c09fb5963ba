#include "app/ui/labels.h"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets.h"

namespace twin::app {

std::size_t placeLabels(std::vector<LabelWish>& wishes, std::vector<Rect>& taken, const Rect& bounds,
                        std::size_t most) {
    std::sort(wishes.begin(), wishes.end(), [](const LabelWish& a, const LabelWish& b) {
        return a.priority != b.priority ? a.priority > b.priority : a.index < b.index;
    });
    std::size_t shown = 0;
    for (std::size_t i = 0; i < wishes.size() && shown < most; ++i) {
        const LabelWish& wish = wishes[i];
        const Rect rect{wish.x - wish.width * 0.5F - 3, wish.y - wish.height - 2, wish.width + 6, wish.height + 10};
        if (rect.x < bounds.x || rect.y < bounds.y || rect.right() > bounds.right() || rect.bottom() > bounds.bottom())
            continue;
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
        case city::LabelKind::Everyday: return {0, 500, 6, 0.8F};
        default: return {0, 5000, 3, 2};
    }
}

/// @param distance as a share of the reach
float fadeOf(float distance) { return std::clamp((1.0F - distance) * 4.0F, 0.0F, 1.0F); }

bool layerShown(const Ui& ui, city::LabelKind kind) {
    const auto shown = [&](city::Layer layer) {
        return (ui.session.state().layers >> static_cast<unsigned>(layer) & 1U) != 0;
    };
    switch (kind) {
        case city::LabelKind::Street: return shown(city::Layer::Streets);
        case city::LabelKind::Landmark:
        case city::LabelKind::Everyday: return shown(city::Layer::Landmarks);
        case city::LabelKind::Investment: return shown(city::Layer::Investments);
        case city::LabelKind::Water: return shown(city::Layer::Water);
        default: return true;
    }
}

/// What wants a name: the town's labels, and after them the tasks.
struct Name {
    city::LabelKind kind;
    glm::dvec3 foot;
    const char* text;
    std::uint32_t task = 0xFFFFFFFFU;
};

Name nameAt(const Ui& ui, std::size_t index) {
    const city::City& city = ui.session.city();
    if (index < city.labels().size()) {
        const city::Label& label = city.labels()[index];
        return {label.kind, {label.at[0], label.at[1], label.at[2]}, ui.texts.nameOf(city.text(label.name))};
    }
    const TaskLabel& label = ui.state.taskLabels[index - city.labels().size()];
    const strategy::Task& task = ui.session.strategy().tasks[label.task];
    return {city::LabelKind::Investment, label.at, ui.texts.get(task.name), label.task};
}

bool standsNow(const Ui& ui, std::size_t index) {
    const city::City& city = ui.session.city();
    const auto states = ui.session.timeline().states();
    if (index < city.labels().size()) {
        const std::uint32_t element = city.labels()[index].element;
        return element >= states.size() || states[element].stage != city::Stage::Hidden;
    }
    const strategy::Task& task = ui.session.strategy().tasks[ui.state.taskLabels[index - city.labels().size()].task];
    return states[task.elements.front()].stage != city::Stage::Hidden;
}

ImFont* fontOf(const Ui& ui, city::LabelKind kind) {
    const bool small = kind == city::LabelKind::Street || kind == city::LabelKind::Everyday;
    return small ? ui.fonts.small : ui.fonts.bold;
}

void drawPin(Ui& ui, const LabelWish& wish, const Name& name, float fade) {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const bool pin = name.kind == city::LabelKind::Landmark || name.kind == city::LabelKind::Investment;
    if (pin) {
        if (const std::optional<glm::dvec2> ground = project(ui.navigator.pose(), {ui.width, ui.height}, name.foot)) {
            const auto end = static_cast<float>(ground->y);
            list.AddLine({wish.x, wish.y + 2}, {wish.x, end}, faded(ui.theme.labelHalo, fade), 3.5F);
            list.AddLine({wish.x, wish.y + 2}, {wish.x, end}, faded(ui.theme.labelText, fade), 1.5F);
            if (name.task != 0xFFFFFFFFU) {
                const ImU32 colour = phaseColour(ui.session.strategy().tasks[name.task].phase);
                list.AddCircleFilled({wish.x, end}, 5.5F, faded(ui.theme.labelHalo, fade));
                list.AddCircleFilled({wish.x, end}, 4, faded(colour, fade));
            }
        }
    }
}

void drawName(Ui& ui, const LabelWish& wish, const Name& name, float fade) {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    ImFont* font = fontOf(ui, name.kind);
    const ImVec2 at{std::round(wish.x - wish.width * 0.5F), wish.y - wish.height};
    haloText(list, font, font->FontSize, at, name.text, faded(ui.theme.labelText, fade),
             faded(ui.theme.labelHalo, fade * fade));
}

}  // namespace

std::vector<TaskLabel> taskLabels(const session::Session& session) {
    constexpr double kWidestM = 1500;  // trees all over the town have no one place
    std::vector<TaskLabel> labels;
    const city::City& city = session.city();
    for (std::uint32_t i = 0; i < session.strategy().tasks.size(); ++i) {
        const strategy::Task& task = session.strategy().tasks[i];
        if (task.elements.empty()) continue;
        glm::dvec3 low{1e9};
        glm::dvec3 high{-1e9};
        for (const std::uint32_t index : task.elements) {
            const city::Element& element = city.elements()[index];
            low = glm::min(low, glm::dvec3{element.boxMin[0], element.boxMin[1], element.boxMin[2]});
            high = glm::max(high, glm::dvec3{element.boxMax[0], element.boxMax[1], element.boxMax[2]});
        }
        if (high.x - low.x > kWidestM || high.y - low.y > kWidestM) continue;
        labels.push_back({i, {(low.x + high.x) * 0.5, (low.y + high.y) * 0.5, std::min(high.z, low.z + 12)}});
    }
    return labels;
}

void showLabels(Ui& ui) {
    if (!ui.state.labels) return;
    std::vector<LabelWish>& wishes = ui.state.labelWishes;
    std::vector<float>& distances = ui.state.labelDistances;
    std::vector<Rect>& taken = ui.state.labelsTaken;
    wishes.clear();
    taken.clear();
    const std::size_t count = ui.session.city().labels().size() + ui.state.taskLabels.size();
    distances.resize(count);
    const Pose& pose = ui.navigator.pose();
    const ViewportPx viewport{ui.width, ui.height};
    for (std::size_t i = 0; i < count; ++i) {
        const Name name = nameAt(ui, i);
        const Reach reach = reachOf(name.kind);
        const double distance = glm::length(name.foot - pose.eye);
        const glm::dvec3 at =
            name.foot + glm::dvec3{0, 0, std::min(reach.liftM, distance * 0.07)};  // near things need no mast
        if (distance < reach.nearM || distance > reach.farM || !standsNow(ui, i) || !layerShown(ui, name.kind))
            continue;
        const std::optional<glm::dvec2> pixel = project(pose, viewport, at);
        if (!pixel || pixel->x < 0 || pixel->y < 0 || pixel->x > viewport.width || pixel->y > viewport.height) continue;
        ImFont* font = fontOf(ui, name.kind);
        distances[i] = static_cast<float>(distance / reach.farM);
        if (fadeOf(distances[i]) < 0.4F) continue;  // a name that can hardly be read is only dirt
        const bool chosen = name.task != 0xFFFFFFFFU && ui.session.state().task == name.task;
        wishes.push_back({std::round(static_cast<float>(pixel->x)), std::round(static_cast<float>(pixel->y)),
                          textWidth(font, name.text), font->FontSize,
                          reach.weight * (1.2F - distances[i]) + (chosen ? 100.0F : 0.0F),
                          static_cast<std::uint32_t>(i)});
    }
    const Layout& layout = ui.layout;
    if (ui.session.state().panels) {
        for (const Rect& panel :
             {layout.top, layout.left, layout.card, layout.timeline, layout.pads, layout.scaleBar}) {
            if (!panel.empty()) taken.push_back(panel);
        }
    }
    const std::size_t shown = placeLabels(wishes, taken, {4, 4, ui.width - 8, ui.height - 8}, 46);
    const auto fade = [&](const LabelWish& wish) { return fadeOf(distances[wish.index]); };
    for (std::size_t i = 0; i < shown; ++i) drawPin(ui, wishes[i], nameAt(ui, wishes[i].index), fade(wishes[i]));
    for (std::size_t i = 0; i < shown; ++i) drawName(ui, wishes[i], nameAt(ui, wishes[i].index), fade(wishes[i]));
}

}  // namespace twin::app
