// Weather and season in the tab Layers: a slider each.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "app/ui/widgets.h"
#include "scene/session/commands.h"

namespace twin::app {

namespace {

session::WeatherSet commandOf(const session::Weather& weather) {
    session::WeatherSet command;
    command.cloudPercent = weather.cloudPercent;
    command.rainPercent = weather.rainPercent;
    command.snowPercent = weather.snowPercent;
    command.windMs = weather.windMs;
    return command;
}

void percentSlider(Ui& ui, const char* id, const char* key, int session::Weather::*field) {
    constexpr int kStep = 5;
    session::Weather weather = ui.session.state().weather;
    std::array<char, 16> value{};
    std::snprintf(value.data(), value.size(), "%d %%", weather.*field);
    const float share = static_cast<float>(weather.*field) / 100;
    if (const auto asked = slider(ui, id, ui.texts.get(key), value.data(), share)) {
        const int percent = static_cast<int>(std::lround(*asked * (100.0F / kStep))) * kStep;
        if (percent == weather.*field) return;
        weather.*field = percent;
        ui.actions.post(commandOf(weather));
    }
}

void windSlider(Ui& ui) {
    session::Weather weather = ui.session.state().weather;
    std::array<char, 8> metres{};
    std::array<char, 32> value{};
    std::snprintf(metres.data(), metres.size(), "%d", weather.windMs);
    fillInto(value, ui.texts.get("ui.weather.metres"), {metres.data()});
    const float share = static_cast<float>(weather.windMs) / session::kMostWindMs;
    if (const auto asked = slider(ui, "weather-wind", ui.texts.get("ui.weather.wind"), value.data(), share)) {
        const int wind = static_cast<int>(std::lround(*asked * session::kMostWindMs));
        if (wind == weather.windMs) return;
        weather.windMs = wind;
        ui.actions.post(commandOf(weather));
    }
}

/// The left end is the date's own season; the rest runs from January to December in steps of five days.
void seasonSlider(Ui& ui) {
    constexpr int kStep = 5;
    constexpr int kSteps = 365 / kStep;
    constexpr Day kCommonYear = 19358;  // 1 January 2023, in days since 1970
    const int day = ui.session.state().seasonDay;
    std::array<char, 16> key{};
    const char* value = ui.texts.get("ui.weather.season.date");
    if (day >= 0) {
        std::snprintf(key.data(), key.size(), "%u", calendarOf(kCommonYear + std::min(day, 364)).month);
        value = ui.texts.get("month.", key.data());
    }
    const float share = day < 0 ? 0 : static_cast<float>(day / kStep + 1) / (kSteps + 1);
    if (const auto asked = slider(ui, "season", ui.texts.get("ui.weather.season"), value, share)) {
        const int step = static_cast<int>(std::lround(*asked * (kSteps + 1)));
        session::SeasonSet command;
        command.day = step == 0 ? -1 : (step - 1) * kStep;
        if (command.day != day) ui.actions.post(command);
    }
}

}  // namespace

void showWeather(Ui& ui) {
    heading(ui, ui.texts.get("ui.weather.title"));
    percentSlider(ui, "weather-cloud", "ui.weather.cloud", &session::Weather::cloudPercent);
    percentSlider(ui, "weather-rain", "ui.weather.rain", &session::Weather::rainPercent);
    percentSlider(ui, "weather-snow", "ui.weather.snow", &session::Weather::snowPercent);
    windSlider(ui);
    seasonSlider(ui);
    const session::State& state = ui.session.state();
    const bool changed = state.weather != session::Weather{} || state.seasonDay >= 0;
    if (textButton(ui, "weather-reset", ui.texts.get("ui.weather.reset"), {ImGui::GetContentRegionAvail().x, 0},
                   {.enabled = changed, .font = ui.fonts.small})) {
        ui.session.beginGesture();  // one step of undo
        ui.actions.post(commandOf({}));
        ui.actions.post(session::SeasonSet{});
        ui.session.endGesture();
    }
}

}  // namespace twin::app
