#include "app/text/errors.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "scene/base/date.h"
#include "scene/base/files.h"
#include "scene/city/format.h"
#include "scene/session/command.h"

namespace twin::app {

namespace {

/// The first word of four capitals in an error of City: its section.
std::string sectionIn(const std::string& what) {
    for (std::size_t i = 0; i + 4 <= what.size(); ++i) {
        const bool capitals =
            std::all_of(what.begin() + static_cast<std::ptrdiff_t>(i),
                        what.begin() + static_cast<std::ptrdiff_t>(i) + 4, [](char c) { return c >= 'A' && c <= 'Z'; });
        const bool starts = i == 0 || std::isalnum(static_cast<unsigned char>(what[i - 1])) == 0;
        const bool ends = i + 4 == what.size() || std::isalnum(static_cast<unsigned char>(what[i + 4])) == 0;
        if (capitals && starts && ends) return what.substr(i, 4);
    }
    return "HEAD";
}

template <class List, class Name>
std::string joined(const List& list, Name name) {
    std::string text;
    for (const auto& item : list) {
        if (!text.empty()) text += ", ";
        text += name(item);
    }
    return text;
}

template <class List>
std::string words(const List& list) {
    return joined(list, [](std::string_view word) { return std::string{word}; });
}

std::string textField(const nlohmann::json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

/// The number in "file, line 12: reason".
std::optional<std::size_t> lineIn(const std::string& what, const std::string& path) {
    const std::string before = path + ", line ";
    const std::size_t at = what.find(before);
    if (at == std::string::npos) return std::nullopt;
    std::size_t digit = at + before.size();
    std::size_t line = 0;
    bool any = false;
    while (digit < what.size() && what[digit] >= '0' && what[digit] <= '9') {
        line = line * 10 + static_cast<std::size_t>(what[digit++] - '0');
        any = true;
    }
    return any ? std::optional{line} : std::nullopt;
}

std::string lineOf(const std::filesystem::path& path, std::size_t number) {
    std::ifstream file{path};
    std::string line;
    for (std::size_t i = 0; i < number; ++i) {
        if (!std::getline(file, line)) return {};
    }
    return line;
}

}  // namespace

std::string oneLine(std::string text) {
    for (char& letter : text) {
        if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) letter = ' ';
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (!text.empty() && std::strchr(".!?)", text.back()) == nullptr) text += '.';
    return text;
}

std::string sayReplayDiffers(const Texts& texts, const std::string& warning) {
    std::vector<std::string> hashes;  // words of 16 hexadecimal digits: ours, then the recorded one
    std::size_t from = 0;
    while ((from = warning.find_first_of("0123456789abcdef", from)) != std::string::npos) {
        const std::size_t end = std::min(warning.find_first_not_of("0123456789abcdef", from), warning.size());
        if (end - from == 16) hashes.push_back(warning.substr(from, 16));
        from = end;
    }
    hashes.resize(2);
    return texts.say("error.replay.differs", {hashes[0], hashes[1]});
}

std::string joinedViews(const session::Session& session) {
    return joined(session.views(), [](const session::NamedView& view) { return view.id; });
}

std::string sayCityError(const Texts& texts, const std::filesystem::path& path, const Error& error) {
    const std::string name = path.string();
    std::error_code fault;
    if (!std::filesystem::exists(path, fault)) return texts.say("error.city.missing", {name});
    if (!std::filesystem::is_regular_file(path, fault)) return texts.say("error.city.unreadable", {name});
    const std::uintmax_t bytes = std::filesystem::file_size(path, fault);
    std::ifstream file{path, std::ios::binary};
    if (!file) return texts.say("error.city.unreadable", {name});
    if (bytes == 0) return texts.say("error.city.empty", {name});
    city::PackHeader header;
    char raw[sizeof header] = {};
    file.read(raw, sizeof raw);
    const auto got = static_cast<std::size_t>(file.gcount());
    if (std::memcmp(raw, city::kMagic.data(), std::min(got, city::kMagic.size())) != 0)
        return texts.say("error.city.not-city", {name});
    if (got < sizeof header) return texts.say("error.city.truncated", {name, sectionIn("")});
    std::memcpy(&header, raw, sizeof header);
    const std::string theirs = std::to_string(header.version);
    const std::string ours = std::to_string(city::kVersion);
    if (header.version > city::kVersion) return texts.say("error.city.newer", {name, theirs, ours});
    if (header.version < city::kVersion) return texts.say("error.city.older", {name, theirs, ours});
    if (header.fileBytes > bytes) return texts.say("error.city.truncated", {name, sectionIn(error.what)});
    return texts.say("error.city.broken", {name, sectionIn(error.what)});
}

std::string sayCommandError(const Texts& texts, std::string_view line, const Error& error,
                            const session::Session& session) {
    const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
    if (!object.is_object()) return texts.get("error.script.not-json");
    const std::string name = textField(object, "do");
    const std::vector<session::CommandHelp> all = session::listCommands();
    if (name.empty()) return texts.say("error.command.field-missing", {"?", "do"});
    if (std::none_of(all.begin(), all.end(), [&](const session::CommandHelp& help) { return help.name == name; })) {
        return texts.say("error.command.unknown",
                         {name, joined(all, [](const session::CommandHelp& help) { return help.name; })});
    }
    if (error.code == Errc::NotFound) {
        if (name == "camera.view")
            return texts.say("error.view.unknown", {textField(object, "view"), joinedViews(session)});
        if (name == "select.task") return texts.say("error.task.unknown", {textField(object, "task")});
        if (name == "select.element") return texts.say("error.element.unknown", {textField(object, "id")});
        if (name == "layer.set_visible")
            return texts.say("error.layer.unknown", {textField(object, "layer"), words(session::layerNames())});
        if (name == "theme.set")
            return texts.say("error.theme.unknown", {textField(object, "theme"), words(session::themeNames())});
        if (name == "language.set")
            return texts.say("error.language.unknown",
                             {textField(object, "language"), words(session::languageNames())});
        if (name == "quality.set")
            return texts.say("error.quality.unknown", {textField(object, "quality"), words(session::qualityNames())});
        if (name == "phase.set_visible") {
            return texts.say("error.phase.unknown",
                             {textField(object, "phase"),
                              joined(session.strategy().phases, [](const strategy::Phase& p) { return p.id; })});
        }
    }
    if (name == "date.set" && object.contains("date")) {
        const std::string date = textField(object, "date");
        if (!parseDate(date, MonthEdge::Last)) return texts.say("error.date.bad", {date});
        const session::DayRange range = session.dateRange();
        return texts.say("error.date.range", {date, formatDate(range.first), formatDate(range.last)});
    }
    return texts.say("error.command.field-bad", {name, "…", error.what});
}

std::string sayPlayError(const Texts& texts, const std::filesystem::path& path, const Error& error,
                         const session::Session& session) {
    std::error_code fault;
    const bool journal = path.extension() == ".journal";
    if (!std::filesystem::exists(path, fault))
        return texts.say(journal ? "error.replay.missing" : "error.script.missing", {path.string()});
    const std::optional<std::size_t> line = lineIn(error.what, path.string());
    if (!line) {
        if (error.what.find("another city file") != std::string::npos) {
            return texts.say("error.journal.other-city", {path.string()});
        }
        return texts.say("error.journal.broken", {path.string(), "1"}) + " (" + error.what + ")";
    }
    // "file:12" stands in the language's own sentence, so that editors can jump there.
    return texts.say("error.script.line", {path.string() + ":" + std::to_string(*line),
                                           sayCommandError(texts, lineOf(path, *line), error, session)}) +
           " " + texts.get("error.script.kept");
}

std::string sayVulkanError(const Texts& texts, const Error& error) {
    if (error.code == Errc::OutOfMemory) return texts.get("error.memory.gpu");
    if (error.code != Errc::NoDevice) return texts.say("error.vulkan.call", {"Vulkan", error.what});
    return std::string{texts.get("error.vulkan.no-device")} + " (" + error.what + ")";
}

}  // namespace twin::app
