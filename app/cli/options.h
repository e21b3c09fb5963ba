// app/cli/options.h: the command line as values. Errors are whole sentences in the person's language.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/program/still.h"
#include "app/text/texts.h"
#include "scene/base/date.h"
#include "scene/base/result.h"

namespace twin::app {

enum class Mode : std::uint8_t { Meeting, Design, Kiosk };

struct PlaceOption {
    double latDeg = 0, lonDeg = 0, headingDeg = 0;
};

struct Options {
    std::string city;  ///< empty: look for krasnik.city
    Mode mode = Mode::Meeting;
    std::string language = "pl";
    bool languageGiven = false;
    std::uint32_t widthPx = 1280, heightPx = 720;
    bool sizeGiven = false;
    std::string date;  ///< YYYY-MM or YYYY-MM-DD, or empty
    std::optional<int> minutes;
    std::string view;
    std::string weather;  ///< a name of session::weatherNames(), or empty
    std::optional<double> focalMm, eyeHeightM;
    bool twoPoint = false;
    std::string quality;  ///< empty: auto
    std::string model;
    std::optional<PlaceOption> at;
    std::string script, replay, journal, shot, stats;
    std::optional<StillWish> still;  ///< --shot-size, --samples, --f-number
    bool noUi = false;
    std::optional<int> frames;
    bool validate = false;
    bool recover = false;
    std::string list;
    bool help = false, version = false;
    // For tests; shown by --help-tests.
    int forceDeviceLoss = -1;          ///< before this frame the device is lost
    std::string refuseFeature;         ///< pretend that the device lacks this feature
    std::uint64_t memoryBudgetMb = 0;  ///< most video memory to take; 0: what the device has
    std::string dumpUi;                ///< write the places of named controls and things to this file after each change
    std::string theme;
    std::string panel;  ///< show this tab, or help, stats
    int textPercent = 0;
    bool helpTests = false;
};

/// @param texts of the language that languageOf() found.
[[nodiscard]] Result<Options> parseOptions(const std::vector<std::string>& arguments, const Texts& texts);

/// The language asked for by --lang, "pl" when none or an unknown one: errors of parsing need it before parsing.
[[nodiscard]] std::string languageOf(const std::vector<std::string>& arguments);

[[nodiscard]] std::string helpText(const Texts& texts);
[[nodiscard]] std::string testHelpText();

/// "14:30" to minutes after midnight.
[[nodiscard]] std::optional<int> parseHour(std::string_view text);
/// "50.9444,22.1859[,90]".
[[nodiscard]] std::optional<PlaceOption> parsePlace(std::string_view text);

}  // namespace twin::app
