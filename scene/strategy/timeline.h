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
    bool plan = false;  ///< true: planned things show before their work starts; false: only what stands
    std::uint32_t phases = 0xFFFFFFFFU;  ///< bit i: tasks of phase i are shown at all
};

inline constexpr std::uint32_t kNoPhase = 0xFFFFFFFFU;  ///< of an element without a task

/// The rule for one element, pure:
///   gone:          day >= goneFrom                                     -> Hidden
///   being removed: day >= demolishFrom                                 -> ToGo, progress through [demolishFrom, goneFrom)
///   to go:         overlay.plan and demolishFrom != kNever, stands     -> ToGo, progress 0
///   stands:        day >= standsFrom -> Existing when standsFrom < planStart, else Built
///   in work:       day >= workFrom   -> Construction, progress through [workFrom, standsFrom)
///   else:          Planned when overlay.plan, Hidden otherwise
/// An element whose task's phase is switched off is Hidden unless it stood before planStart (then Existing): neither its
/// work nor its removal happens. Days before it stood, and a removal that was over before planStart, are no plan: Hidden.
/// @param taskPhase phase of its task; kNoPhase for an element without one, which no phase switches off.
/// @param planStart first day of the plan: the day after the first phase ("Stan 2024").
/// Progress is elapsed * 255 / whole in days; ageMonths are whole mean months (146097 days are 4800) of what stands.
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
    /// How many elements the last set() looked at: those with events between the two days, and those in work, in removal
    /// or growing; all dated ones when the overlay changed. Elements without any date are never looked at.
    [[nodiscard]] std::size_t visitedBySet() const noexcept { return visited_; }
    /// Flags are kept apart from stages: selection, hover, task highlight.
    void setFlag(std::uint32_t element, city::ElementFlags flag, bool on);

    [[nodiscard]] std::span<const city::ElementState> states() const noexcept { return states_; }
    [[nodiscard]] Day day() const noexcept { return day_; }
    /// Changed ranges since the last call, merged when closer than 64 elements; empty when nothing changed. The first call
    /// gives the whole town.
    /// The span is valid until the next call of a non-const member. Allocates nothing in the steady state.
    [[nodiscard]] std::span<const Range> takeChanges();

private:
    /// What the rule needs of one element that can change: 24 bytes instead of 88, so that a sweep stays in the cache.
    struct Life {
        Day work, stands, demolish, gone;
        std::uint32_t phase;
        std::uint32_t element;
    };
    struct Event {
        Day day;
        std::uint32_t life;
    };

    [[nodiscard]] static city::ElementState stateOf(const Life& life, Day day, const Overlay& overlay,
                                                    Day planStart) noexcept;
    friend city::ElementState strategy::stateOf(const city::Element&, Day, const Overlay&, std::uint32_t, Day) noexcept;
    void addEvents(const Life& life, std::uint32_t index);
    void refresh(std::uint32_t life);
    void refreshAll();
    void markMoving(std::uint32_t life, bool moving);
    void markDirty(std::uint32_t element) noexcept;

    Day planStart_;
    Day day_ = 0;
    Overlay overlay_;
    std::vector<city::ElementState> states_;
    std::vector<Life> lives_;            ///< of the elements that can change
    std::vector<Event> events_;          ///< every change of stage and the end of growth, by day
    std::vector<std::uint64_t> moving_;  ///< one bit a life: in work, in removal or still growing on the current day
    std::size_t movingCount_ = 0;
    std::vector<std::uint64_t> dirty_;           ///< one bit an element
    std::size_t dirtyFirst_ = 0, dirtyEnd_ = 0;  ///< words of dirty_ that may hold a bit
    std::vector<Range> ranges_;
    std::size_t visited_ = 0;
};

}  // namespace twin::strategy
