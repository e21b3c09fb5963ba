#include "app/cli/lists.h"

#include <algorithm>
#include <filesystem>

#include "app/base/paths.h"
#include "app/text/errors.h"
#include "app/text/format.h"
#include "renderer/renderer.h"
#include "scene/city/city.h"
#include "scene/session/session.h"
#include "scene/strategy/strategy.h"

namespace twin::app {

namespace {

/// Letters, not bytes, so that columns line up in every language.
std::size_t letters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void row(std::string& text, const std::string& left, const std::string& right, std::size_t column) {
    text += left;
    text.append(letters(left) + 2 < column ? column - letters(left) : 2, ' ');
    text += right + "\n";
}

std::string devices(const Texts& texts, Error& fault) {
    const Result<std::vector<render::DeviceReport>> found = render::Renderer::listDevices();
    if (!found) {
        fault = {found.error().code, sayVulkanError(texts, found.error())};
        return {};
    }
    std::string text;
    for (const render::DeviceReport& device : *found) {
        const std::string state = device.chosen   ? texts.get("cli.list.devices.chosen")
                                  : device.usable ? texts.get("cli.list.devices.usable")
                                                  : texts.say("cli.list.devices.refused", {device.reason});
        text +=
            device.name + " (" + device.kind + ", Vulkan " + device.apiVersion + ", " + device.driver + "): " + state;
        if (device.usable && !device.reason.empty()) text += " – " + device.reason;
        text += "\n";
    }
    if (found->empty()) fault = {Errc::NoDevice, texts.get("cli.list.devices.none")};
    return text;
}

std::string commands() {
    std::string text;
    for (const session::CommandHelp& command : session::listCommands()) {
        std::string fields;
        for (const std::string& field : command.fields) fields.append(fields.empty() ? "" : ", ").append(field);
        row(text, command.name, fields, 22);
    }
    return text;
}

}  // namespace

Result<std::string> listText(const Options& options, const Texts& texts) {
    if (options.list == "commands") return commands();
    if (options.list == "devices") {
        Error fault{Errc::Internal, ""};
        std::string text = devices(texts, fault);
        if (!fault.what.empty()) return fault;
        return text;
    }
    std::filesystem::path path = options.city;
    if (path.empty()) {
        const auto found = findCity();
        if (!found) return Error{Errc::NotFound, texts.say("error.city.missing", {"krasnik.city"})};
        path = *found;
    }
    const Result<city::City> city = city::City::open(path);
    if (!city) return Error{Errc::BadData, sayCityError(texts, path, city.error())};
    Result<strategy::Strategy> strategy = strategy::Strategy::parse(city->strategyJson(), city->elements().size());
    if (!strategy) return Error{Errc::BadData, texts.say("error.city.broken", {path.string(), "STRA"})};
    std::string text;
    if (options.list == "phases") {
        for (const strategy::Phase& phase : strategy->phases) {
            row(text, phase.id,
                std::string{texts.get(phase.text)} + "  " + formatDate(phase.from) + " – " + formatDate(phase.to), 14);
        }
        return text;
    }
    if (options.list == "tasks") {
        for (const strategy::Task& task : strategy->tasks) {
            row(text, task.id,
                formatDate(task.start) + " – " + formatDate(task.end) + "  " + strategy->phases[task.phase].id + "  " +
                    texts.get(task.name),
                34);
        }
        return text;
    }
    const Result<std::unique_ptr<session::Session>> session =
        session::Session::create(*city, std::move(*strategy), city->viewsJson());
    if (!session) return Error{Errc::BadData, texts.say("error.city.broken", {path.string(), "VIEW"})};
    for (const session::NamedView& view : (*session)->views()) row(text, view.id, texts.nameOf(view.name), 22);
    return text;
}

}  // namespace twin::app
