// scene/strategy/strategy.h: goals, objectives, undertakings, tasks and phases, as the pack carries them.
//
// Names are text keys (assets/krasnik/text); the panels look them up. Read once after opening a City; immutable.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scene/base/date.h"
#include "scene/base/result.h"

namespace twin::strategy {

struct Phase {
    std::string id;    ///< "stage-1"
    std::string text;  ///< text key of its name
    Day from = 0;      ///< first day
    Day to = 0;        ///< last day
};

struct Money {
    double total = 0;
    std::optional<double> eu;
    std::string currency;  ///< "PLN"
    std::string basis;     ///< "documented", "assumed"
};

struct Objective {
    std::string id, name;
};

struct Goal {
    std::string id, name;
    std::vector<Objective> objectives;
};

struct Task {
    std::string id, name, summary;
    std::uint32_t undertaking = 0;  ///< index
    std::uint32_t goal = 0;         ///< index
    std::string status;             ///< "plan", "tender", "contract", "building", "running", "done"
    Day start = kNever, end = kNever;
    std::string dateBasis;  ///< "documented", "assumed"
    std::optional<Money> money;
    std::string moneyNote;  ///< text key or empty
    std::string placeKind;  ///< "thing", "area", "buildings", "service"
    std::string basis;
    std::vector<std::string> sources;
    std::vector<std::uint32_t> elements;                  ///< of the City, ascending
    std::uint32_t phase = 0;                              ///< index of the phase its end falls into
    std::string programme;                                ///< text key or empty
    std::vector<std::string> figures;                     ///< ids
    std::optional<std::array<double, 2>> placeLonLatDeg;  ///< where a service is, for tasks without geometry
};

struct Undertaking {
    std::string id, name, summary, programme;
    std::uint32_t goal = 0;
    std::vector<std::string> objectives;  ///< ids
    std::optional<Money> money;
    std::vector<std::uint32_t> tasks;  ///< indices
    std::string moneyNote;             ///< text key or empty
};

class Strategy {
public:
    /// Reads the Strategy section. BadData names the JSON path that is wrong. elementCount bounds Task::elements.
    /// Phases must follow each other without overlap, at most 32 (one bit each); ids are unique; every reference resolves.
    [[nodiscard]] static Result<Strategy> parse(std::string_view json, std::size_t elementCount);

    std::vector<Phase> phases;  ///< in time order; at least one
    std::vector<Goal> goals;
    std::vector<Undertaking> undertakings;
    std::vector<Task> tasks;

    [[nodiscard]] std::optional<std::uint32_t> findTask(std::string_view id) const;
    [[nodiscard]] std::optional<std::uint32_t> findPhase(std::string_view id) const;
    /// The phase a day lies in (in a gap: the one before it); days before the first give the first, after the last give the last.
    [[nodiscard]] std::uint32_t phaseAt(Day day) const;
};

}  // namespace twin::strategy
