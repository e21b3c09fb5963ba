// scene/session/command.h: everything a person, a script, a kiosk or a test can do, as a value.
//
// A command has a stable name and fields listed once (visit). check() reads and explains; apply() changes and cannot
// fail after a good check. The session records what apply wrote; that record feeds the journal and undo.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "scene/base/result.h"

namespace twin::session {

class Session;

/// Walks the fields of a command: to JSON, from JSON, for help and for hashing.
class FieldVisitor {
public:
    virtual ~FieldVisitor() = default;
    virtual void operator()(std::string_view name, bool& value) = 0;
    virtual void operator()(std::string_view name, int& value) = 0;
    virtual void operator()(std::string_view name, double& value) = 0;
    virtual void operator()(std::string_view name, std::string& value) = 0;
    /// The fields after this one may be left out of a line; they then keep the command's own default.
    virtual void optionalFromHere() {}
};

class Command {
public:
    virtual ~Command() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;
    virtual void visit(FieldVisitor& fields) = 0;
    [[nodiscard]] virtual Result<Ok> check(const Session& session) const = 0;
    virtual void apply(Session& session) const = 0;
    /// Undo steps: camera moves, hover and panel toggles make none.
    [[nodiscard]] virtual bool undoable() const { return true; }
    /// false: what it calls (undo, redo, restore, a gesture's ends) tells the listener itself.
    [[nodiscard]] virtual bool recorded() const { return true; }
};

/// `{"do":"date.set","date":"2030-12"}` and back. Errors name the field and what was expected. Every field must be there,
/// but: select.task fly, model.add and model.move headingDeg, camera.set fovDeg, weather.set windMs. Unknown fields are refused.
[[nodiscard]] Result<std::unique_ptr<Command>> commandFromJson(std::string_view line);
[[nodiscard]] std::string commandToJson(const Command& command);

/// Names with their fields, sorted: `twin --list commands`.
struct CommandHelp {
    std::string name;
    std::vector<std::string> fields;  ///< "date: text", "fly: true or false (may be left out)"
};
[[nodiscard]] std::vector<CommandHelp> listCommands();

}  // namespace twin::session
