#include "scene/session/command.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "scene/session/commands.h"

namespace twin::session {

namespace {

using Make = std::function<std::unique_ptr<Command>()>;

template <class... Commands>
std::map<std::string_view, Make> registryOf() {
    return {{Commands::kName, [] { return std::make_unique<Commands>(); }}...};
}

/// Every command there is, by name.
const std::map<std::string_view, Make>& registry() {
    static const std::map<std::string_view, Make> commands =
        registryOf<DateSet, PlanSet, HourSet, PhaseSetVisible, LayerSetVisible, CameraSet, CameraView, CameraLens,
                   CameraTwoPoint, CameraEyeHeight, SelectElement, SelectTask, SelectClear, ModelAdd, ModelMove,
                   ModelRemove, LanguageSet, ThemeSet, TextSizeSet, PanelsSetVisible, PlaySet, QualitySet, SettleSet,
                   SymbolicSet, WeatherSet, SeasonSet, Undo, Redo, GestureBegin, GestureEnd, SessionRestore>();
    return commands;
}

std::string joined(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words) list.append(list.empty() ? "" : ", ").append(word);
    return list.empty() ? "none" : list;
}

std::string commandNames() {
    std::vector<std::string> names;
    for (const auto& [name, make] : registry()) names.emplace_back(name);
    return joined(names);
}

class ToJson final : public FieldVisitor {
public:
    explicit ToJson(nlohmann::ordered_json& object) : object_{object} {}
    void operator()(std::string_view name, bool& value) override { put(name, value); }
    void operator()(std::string_view name, int& value) override { put(name, value); }
    void operator()(std::string_view name, double& value) override { put(name, value); }
    void operator()(std::string_view name, std::string& value) override { put(name, value); }

private:
    template <class T>
    void put(std::string_view name, const T& value) {
        object_[std::string{name}] = value;
    }
    nlohmann::ordered_json& object_;
};

/// Fills a command from an object; keeps the first fault and the names it was asked for.
class FromJson final : public FieldVisitor {
public:
    FromJson(const nlohmann::json& object, std::string_view command) : object_{object}, command_{command} {}

    void operator()(std::string_view name, bool& value) override {
        const nlohmann::json* field = find(name);
        if (field == nullptr) return;
        if (!field->is_boolean()) return fault(name, "must be true or false");
        value = field->get<bool>();
    }
    void operator()(std::string_view name, int& value) override {
        const nlohmann::json* field = find(name);
        if (field == nullptr) return;
        const bool whole = field->is_number_integer();
        const bool fits =
            whole && (field->is_number_unsigned() ? field->get<std::uint64_t>() <= 0x7FFFFFFFU
                                                  : field->get<std::int64_t>() >= std::numeric_limits<int>::min());
        if (!fits) return fault(name, "must be a whole number");
        value = field->get<int>();
    }
    void operator()(std::string_view name, double& value) override {
        const nlohmann::json* field = find(name);
        if (field == nullptr) return;
        if (!field->is_number() || !std::isfinite(field->get<double>())) return fault(name, "must be a number");
        value = field->get<double>();
    }
    void operator()(std::string_view name, std::string& value) override {
        const nlohmann::json* field = find(name);
        if (field == nullptr) return;
        if (!field->is_string()) return fault(name, "must be a text");
        value = field->get<std::string>();
    }
    void optionalFromHere() override { optional_ = true; }

    Result<Ok> finish() {
        for (const auto& item : object_.items()) {
            const std::string& key = item.key();
            if (key == "do" || std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
            fault(key, "is unknown; its fields are: " + joined(known_));
        }
        if (!fault_.empty()) return Error{Errc::BadArgument, fault_};
        return Ok{};
    }

private:
    const nlohmann::json* find(std::string_view name) {
        known_.emplace_back(name);
        const auto found = object_.find(known_.back());
        if (found != object_.end()) return &*found;
        if (!optional_) fault(name, "is missing");
        return nullptr;
    }
    void fault(std::string_view name, const std::string& problem) {
        if (!fault_.empty()) return;
        fault_ =
            "command " + std::string{command_} + ": the field \"" + std::string{name.substr(0, 60)} + "\" " + problem;
    }

    const nlohmann::json& object_;
    std::string_view command_;
    std::vector<std::string> known_;
    std::string fault_;
    bool optional_ = false;
};

class FieldList final : public FieldVisitor {
public:
    explicit FieldList(std::vector<std::string>& fields) : fields_{fields} {}
    void operator()(std::string_view name, bool&) override { put(name, "true or false"); }
    void operator()(std::string_view name, int&) override { put(name, "whole number"); }
    void operator()(std::string_view name, double&) override { put(name, "number"); }
    void operator()(std::string_view name, std::string&) override { put(name, "text"); }
    void optionalFromHere() override { optional_ = true; }

private:
    void put(std::string_view name, const char* kind) {
        fields_.push_back(std::string{name} + ": " + kind + (optional_ ? " (may be left out)" : ""));
    }
    std::vector<std::string>& fields_;
    bool optional_ = false;
};

}  // namespace

Result<std::unique_ptr<Command>> commandFromJson(std::string_view line) {
    const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
    if (object.is_discarded()) {
        return Error{Errc::BadData,
                     "the line is not valid JSON; write it like {\"do\":\"date.set\",\"date\":\"2030-12\"}"};
    }
    if (!object.is_object()) return Error{Errc::BadData, "the line must be an object like {\"do\":\"select.clear\"}"};
    const auto word = object.find("do");
    if (word == object.end()) return Error{Errc::BadArgument, "the field \"do\" is missing; it names the command"};
    if (!word->is_string()) return Error{Errc::BadArgument, "the field \"do\" must be a text; it names the command"};
    const std::string& name = word->get_ref<const std::string&>();
    const auto found = registry().find(name);
    if (found == registry().end()) {
        return Error{Errc::NotFound,
                     "there is no command \"" + name.substr(0, 60) + "\"; the commands are: " + commandNames()};
    }
    std::unique_ptr<Command> command = found->second();
    FromJson reader{object, name};
    command->visit(reader);
    if (const Result<Ok> good = reader.finish(); !good) return good.error();
    return command;
}

std::string commandToJson(const Command& command) {
    nlohmann::ordered_json object;
    object["do"] = command.name();
    ToJson writer{object};
    const_cast<Command&>(command).visit(writer);  // ToJson only reads; visit() is not const because FromJson writes
    return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<CommandHelp> listCommands() {
    std::vector<CommandHelp> list;
    for (const auto& [name, make] : registry()) {
        CommandHelp help{std::string{name}, {}};
        FieldList fields{help.fields};
        make()->visit(fields);
        list.push_back(std::move(help));
    }
    return list;
}

}  // namespace twin::session
