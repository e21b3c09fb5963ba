// scene/strategy/timeline.h: from a day to the look of every element.
//
// Work is in proportion to what changes: events are sorted by day once; moving the date visits only the elements
// whose events lie between the two days, and reports the touched range(s).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scene/base/date.h"
#include "scene/city/city.h"
#include "scene/city/state.h"

namespace twin::strategy {

/// What decides, besides the day, how an element shows.
struct Overlay {
    bool plan = false;                ///< true: planned things show before their work starts; false: only what stands
    std::uint32_t phases = 0xFFFFFFFFU;  ///< bit i: tasks of phase i are shown at all
};

/// The rule for one element, pure:
///   gone:          day >= goneFrom                                     -> Hidden
///   being removed: day >= demolishFrom                                 -> ToGo, progress through [demolishFrom, goneFrom)
///   to go:         overlay.plan and demolishFrom != kNever, stands     -> ToGo, progress 0
///   stands:        day >= standsFrom -> Existing when standsFrom < planStart, else Built
///   in work:       day >= workFrom   -> Construction, progress through [workFrom, standsFrom)
///   else:          Planned when overlay.plan, Hidden otherwise
/// An element whose task's phase is switched off is Hidden unless it stood before planStart (then Existing).
[[nodiscard]] city::ElementState stateOf(const city::Element& element, Day day, const Overlay& overlay,
                                         std::uint32_t taskPhase, Day planStart) noexcept;

/// Index ranges [first, first + count) whose states changed.
struct Range {
    std::uint32_t first = 0, count = 0;
};

/// The states of all elements, kept up to date.
class Timeline {
public:
    /// @param phaseOfTask per task of the pack, its phase index.
    Timeline(std::span<const city::Element> elements, std::vector<std::uint32_t> phaseOfTask, Day planStart);

    void set(Day day, const Overlay& overlay);
    /// Flags are kept apart from stages: selection, hover, task highlight.
    void setFlag(std::uint32_t element, city::ElementFlags flag, bool on);

    [[nodiscard]] std::span<const city::ElementState> states() const noexcept { return states_; }
    [[nodiscard]] Day day() const noexcept { return day_; }
    /// Changed ranges since the last call, merged when closer than 64 elements; empty when nothing changed.
    /// The span is valid until the next call of a non-const member. Allocates nothing in the steady state.
    [[nodiscard]] std::span<const Range> takeChanges();

private:
    void refresh(std::uint32_t element);
    void refreshAll();

    std::span<const city::Element> elements_;
    std::vector<std::uint32_t> phaseOfTask_;
    Day planStart_;
    Day day_ = 0;
    Overlay overlay_;
    std::vector<city::ElementState> states_;
    struct Event {
        Day day;
        std::uint32_t element;
    };
    std::vector<Event> events_;             ///< every change of stage, by day
    std::vector<std::uint32_t> moving_;     ///< elements in work, in removal or still growing on the current day
    std::vector<std::uint32_t> dirty_;
    std::vector<Range> ranges_;
};

}  // namespace twin::strategy
