#include "app/cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "scene/session/weather.h"

namespace twin::app {

namespace {

constexpr std::array<std::string_view, 3> kModes{"meeting", "design", "kiosk"};
constexpr std::array<std::string_view, 5> kQualities{"low", "medium", "high", "film", "auto"};
/// The machine each level is made for: other names of the same.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kQualityAliases{
    {{"software", "low"}, {"integrated", "medium"}, {"desktop", "high"}}};
constexpr std::array<std::string_view, 5> kLists{"views", "phases", "tasks", "commands", "devices"};
constexpr std::array<std::string_view, 3> kThemes{"light", "dark", "contrast"};

template <class List>
std::string joined(const List& words) {
    std::string text;
    for (const std::string_view word : words) text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

template <class List>
bool contains(const List& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<double> parseNumber(std::string_view text) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<int> parseWhole(std::string_view text) {
    int value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> parseSize(std::string_view text) {
    const std::size_t cross = text.find('x');
    if (cross == std::string_view::npos) return std::nullopt;
    const std::optional<int> width = parseWhole(text.substr(0, cross));
    const std::optional<int> height = parseWhole(text.substr(cross + 1));
    if (!width || !height || *width < 64 || *height < 64 || *width > 16384 || *height > 16384) return std::nullopt;
    return std::pair{static_cast<std::uint32_t>(*width), static_cast<std::uint32_t>(*height)};
}

/// The words as given, before their meaning is checked.
struct Raw {
    std::string shotSize, samples, fNumber, focal, eyeHeight, mode, language, size, hour, at, frames, forceDeviceLoss,
        textPercent, memoryBudget;
};

void declare(CLI::App& cli, Options& options, Raw& raw) {
    cli.set_help_flag();  // ours, in the person's language
    cli.add_option("city", options.city);
    cli.add_option("--mode", raw.mode);
    cli.add_option("--lang", raw.language);
    cli.add_option("--size", raw.size);
    cli.add_option("--date", options.date);
    cli.add_option("--hour", raw.hour);
    cli.add_option("--view", options.view);
    cli.add_option("--weather", options.weather);
    cli.add_option("--focal", raw.focal);
    cli.add_option("--eye-height", raw.eyeHeight);
    cli.add_flag("--two-point", options.twoPoint);
    cli.add_option("--quality", options.quality);
    cli.add_option("--model", options.model);
    cli.add_option("--at", raw.at);
    cli.add_option("--script", options.script);
    cli.add_option("--replay", options.replay);
    cli.add_option("--journal", options.journal);
    cli.add_option("--shot", options.shot);
    cli.add_option("--shot-size", raw.shotSize);
    cli.add_option("--samples", raw.samples);
    cli.add_option("--f-number", raw.fNumber);
    cli.add_flag("--no-ui", options.noUi);
    cli.add_option("--frames", raw.frames);
    cli.add_option("--stats", options.stats);
    cli.add_flag("--validate", options.validate);
    cli.add_flag("--recover", options.recover);
    cli.add_option("--list", options.list);
    cli.add_flag("-h,--help", options.help);
    cli.add_flag("--version", options.version);
    cli.add_option("--force-device-loss", raw.forceDeviceLoss);
    cli.add_option("--refuse-feature", options.refuseFeature);
    cli.add_option("--memory-budget", raw.memoryBudget);
    cli.add_option("--dump-ui", options.dumpUi);
    cli.add_option("--theme", options.theme);
    cli.add_option("--panel", options.panel);
    cli.add_option("--text-size", raw.textPercent);
    cli.add_flag("--help-tests", options.helpTests);
    for (CLI::Option* option : cli.get_options()) {
        if (option->get_expected_max() == 1 && option->get_type_size() != 0) {
            option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        }
    }
}

/// The name that CLI11 puts before its colon: "--size: 1 required TEXT missing".
std::string optionIn(const std::string& message) {
    const std::size_t dashes = message.find("--");
    if (dashes == std::string::npos) return message.substr(0, 60);
    return message.substr(dashes, message.find_first_of(": ", dashes) - dashes);
}

Error bad(std::string what) { return {Errc::BadArgument, std::move(what)}; }

/// Any of the three makes a still; its size is that of the picture unless said.
Result<Ok> understandStill(Options& options, const Raw& raw, const Texts& texts) {
    if (raw.shotSize.empty() && raw.samples.empty() && raw.fNumber.empty()) return Ok{};
    StillWish wish;
    wish.widthPx = options.widthPx;
    wish.heightPx = options.heightPx;
    if (!raw.shotSize.empty()) {
        const auto size = parseSize(raw.shotSize);
        if (!size) return bad(texts.say("error.size.bad", {raw.shotSize}));
        std::tie(wish.widthPx, wish.heightPx) = *size;
    }
    if (!raw.samples.empty()) {
        const std::optional<int> samples = parseWhole(raw.samples);
        if (!samples || *samples < 1 || *samples > static_cast<int>(kMostStillSamples))
            return bad(texts.say("error.argument.bad", {"--samples", raw.samples}));
        wish.samples = static_cast<std::uint32_t>(*samples);
    }
    if (!raw.fNumber.empty()) {
        const std::optional<double> number = parseNumber(raw.fNumber);
        if (!number || *number < 0.5 || *number > 64)
            return bad(texts.say("error.argument.bad", {"--f-number", raw.fNumber}));
        wish.fNumber = *number;
    }
    options.still = wish;
    return Ok{};
}

Result<Ok> understand(Options& options, const Raw& raw, const Texts& texts) {
    if (!raw.language.empty()) {
        if (!Texts::isLanguage(raw.language)) {
            return bad(texts.say("error.language.unknown", {raw.language, joined(Texts::languages())}));
        }
        options.language = raw.language;
        options.languageGiven = true;
    }
    if (!raw.mode.empty()) {
        const auto at = std::find(kModes.begin(), kModes.end(), raw.mode);
        if (at == kModes.end()) return bad(texts.say("error.mode.unknown", {raw.mode, joined(kModes)}));
        options.mode = static_cast<Mode>(at - kModes.begin());
    }
    for (const auto& [alias, name] : kQualityAliases) {
        if (options.quality == alias) options.quality = name;
    }
    if (!options.quality.empty() && !contains(kQualities, options.quality)) {
        return bad(texts.say("error.quality.unknown", {options.quality, joined(kQualities)}));
    }
    if (!options.weather.empty() && !session::weatherNamed(options.weather)) {
        return bad(texts.say("error.weather.unknown", {options.weather, joined(session::weatherNames())}));
    }
    if (!options.theme.empty() && !contains(kThemes, options.theme)) {
        return bad(texts.say("error.theme.unknown", {options.theme, joined(kThemes)}));
    }
    if (!options.list.empty() && !contains(kLists, options.list)) {
        return bad(texts.say("error.argument.bad", {"--list", options.list + " (" + joined(kLists) + ")"}));
    }
    if (!raw.size.empty()) {
        const auto size = parseSize(raw.size);
        if (!size) return bad(texts.say("error.size.bad", {raw.size}));
        std::tie(options.widthPx, options.heightPx) = *size;
        options.sizeGiven = true;
    }
    if (!options.date.empty() && !parseDate(options.date, MonthEdge::Last)) {
        return bad(texts.say("error.date.bad", {options.date}));
    }
    if (!raw.hour.empty()) {
        options.minutes = parseHour(raw.hour);
        if (!options.minutes) return bad(texts.say("error.hour.bad", {raw.hour}));
    }
    if (const Result<Ok> good = understandStill(options, raw, texts); !good) return good;
    if (!raw.focal.empty()) {
        options.focalMm = parseNumber(raw.focal);
        if (!options.focalMm || *options.focalMm < 8 || *options.focalMm > 1200)
            return bad(texts.say("error.argument.bad", {"--focal", raw.focal}));
    }
    if (!raw.eyeHeight.empty()) {
        options.eyeHeightM = parseNumber(raw.eyeHeight);
        if (!options.eyeHeightM || *options.eyeHeightM < 1 || *options.eyeHeightM > 9000)
            return bad(texts.say("error.argument.bad", {"--eye-height", raw.eyeHeight}));
    }
    if (!raw.at.empty()) {
        options.at = parsePlace(raw.at);
        if (!options.at) return bad(texts.say("error.at.bad", {raw.at}));
    }
    if (!options.model.empty() && !options.at) return bad(texts.say("error.at.missing", {options.model}));
    if (!raw.frames.empty()) {
        options.frames = parseWhole(raw.frames);
        if (!options.frames || *options.frames < 1 || *options.frames > 1000000) {
            return bad(texts.say("error.argument.bad", {"--frames", raw.frames}));
        }
    }
    if (!raw.forceDeviceLoss.empty()) {
        const std::optional<int> frame = parseWhole(raw.forceDeviceLoss);
        if (!frame || *frame < 0)
            return bad(texts.say("error.argument.bad", {"--force-device-loss", raw.forceDeviceLoss}));
        options.forceDeviceLoss = *frame;
    }
    if (!raw.memoryBudget.empty()) {
        const std::optional<int> megabytes = parseWhole(raw.memoryBudget);
        if (!megabytes || *megabytes < 1)
            return bad(texts.say("error.argument.bad", {"--memory-budget", raw.memoryBudget}));
        options.memoryBudgetMb = static_cast<std::uint64_t>(*megabytes);
    }
    if (!raw.textPercent.empty()) {
        const std::optional<int> percent = parseWhole(raw.textPercent);
        if (!percent || *percent < 100 || *percent > 250) {
            return bad(texts.say("error.argument.bad", {"--text-size", raw.textPercent}));
        }
        options.textPercent = *percent;
    }
    return Ok{};
}

}  // namespace

std::optional<int> parseHour(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 2 || text.size() != colon + 3) return std::nullopt;
    const std::optional<int> hours = parseWhole(text.substr(0, colon));
    const std::optional<int> minutes = parseWhole(text.substr(colon + 1));
    if (!hours || !minutes || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59) return std::nullopt;
    return *hours * 60 + *minutes;
}

std::optional<PlaceOption> parsePlace(std::string_view text) {
    std::array<double, 3> numbers{};
    std::size_t count = 0;
    while (true) {
        const std::size_t comma = text.find(',');
        const std::optional<double> value = parseNumber(text.substr(0, comma));
        if (!value || count == numbers.size()) return std::nullopt;
        numbers[count++] = *value;
        if (comma == std::string_view::npos) break;
        text.remove_prefix(comma + 1);
    }
    if (count < 2 || std::abs(numbers[0]) > 90 || std::abs(numbers[1]) > 180 || std::abs(numbers[2]) > 360)
        return std::nullopt;
    return PlaceOption{numbers[0], numbers[1], numbers[2]};
}

std::string languageOf(const std::vector<std::string>& arguments) {
    std::string language = "pl";
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string_view value;
        if (arguments[i] == "--lang" && i + 1 < arguments.size())
            value = arguments[i + 1];
        else if (arguments[i].rfind("--lang=", 0) == 0)
            value = std::string_view{arguments[i]}.substr(7);
        if (Texts::isLanguage(value)) language = value;
    }
    return language;
}

Result<Options> parseOptions(const std::vector<std::string>& arguments, const Texts& texts) {
    Options options;
    Raw raw;
    CLI::App cli;
    declare(cli, options, raw);
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // CLI11 takes them from the back
        cli.parse(std::move(reversed));
    } catch (const CLI::ExtrasError& fault) {
        const std::vector<std::string> extras = cli.remaining();
        return bad(texts.say("error.argument.unknown", {extras.empty() ? fault.what() : extras.front()}));
    } catch (const CLI::ArgumentMismatch& fault) {
        return bad(texts.say("error.argument.value", {optionIn(fault.what())}));
    } catch (const CLI::ParseError& fault) {
        return bad(texts.say("error.argument.unknown", {optionIn(fault.what())}));
    }
    if (const Result<Ok> good = understand(options, raw, texts); !good) return good.error();
    return options;
}

std::string helpText(const Texts& texts) {
    struct Row {
        std::string_view left, key;
    };
    constexpr std::array kRows{Row{"CITY", "cli.city"},
                               Row{"--mode meeting|design|kiosk", "cli.mode"},
                               Row{"--lang pl|en|uk", "cli.lang"},
                               Row{"--size WxH", "cli.size"},
                               Row{"--date YYYY-MM", "cli.date"},
                               Row{"--hour HH:MM", "cli.hour"},
                               Row{"--view NAME", "cli.view"},
                               Row{"--weather clear|cloudy|overcast|rain|snow", "cli.weather"},
                               Row{"--focal MM", "cli.focal"},
                               Row{"--eye-height METRES", "cli.eye-height"},
                               Row{"--two-point", "cli.two-point"},
                               Row{"--quality low|medium|high|film|auto", "cli.quality"},
                               Row{"--model FILE", "cli.model"},
                               Row{"--at LAT,LON[,HEADING]", "cli.at"},
                               Row{"--script FILE", "cli.script"},
                               Row{"--replay FILE", "cli.replay"},
                               Row{"--journal FILE", "cli.journal"},
                               Row{"--recover", "cli.recover"},
                               Row{"--shot FILE.png", "cli.shot"},
                               Row{"--shot-size WxH", "cli.shot-size"},
                               Row{"--samples N", "cli.samples"},
                               Row{"--f-number N", "cli.f-number"},
                               Row{"--no-ui", "cli.no-ui"},
                               Row{"--frames N", "cli.frames"},
                               Row{"--stats FILE.json", "cli.stats"},
                               Row{"--validate", "cli.validate"},
                               Row{"--list views|phases|tasks|commands|devices", "cli.list"},
                               Row{"--help", "cli.help"},
                               Row{"--version", "cli.version"}};
    std::string text = std::string{texts.get("cli.usage")} + "\n\n" + texts.get("cli.about") + "\n\n" +
                       texts.get("cli.options") + ":\n";
    for (const Row& row : kRows) {
        std::string line = "  " + std::string{row.left};
        line.resize(std::max<std::size_t>(line.size() + 2, 46), ' ');
        text += line + texts.get(row.key) + "\n";
    }
    return text + "\n" + texts.get("cli.exit") + "\n";
}

std::string testHelpText() {
    return "--force-device-loss N   lose the device before frame N (counted from 0), then recover\n"
           "--refuse-feature NAME   pretend that every device lacks this Vulkan feature\n"
           "--memory-budget MB      take no more video memory than this\n"
           "--dump-ui FILE.json     write the places of controls and things on the screen after each change\n"
           "--theme light|dark|contrast\n"
           "--panel strategy|layers|legend|views|search|help|stats   what to show at the start\n"
           "--text-size 100..250    percent\n";
}

}  // namespace twin::app
