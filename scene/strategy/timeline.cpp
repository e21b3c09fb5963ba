#include "scene/strategy/timeline.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace twin::strategy {

namespace {

using city::ElementState;
using city::Stage;

constexpr int kOldestMonths = 255;
/// First day on which an age is kOldestMonths: the smallest d with d * 4800 / 146097 >= 255.
constexpr std::int64_t kGrownDays = (kOldestMonths * 146097LL + 4799) / 4800;
constexpr std::uint32_t kMergeGap = 64;  ///< elements; 256 bytes more in an upload cost less than a second copy command

constexpr bool isDate(Day day) noexcept { return day != kAlways && day != kNever; }

std::uint8_t progressIn(Day from, Day to, Day day) noexcept {
    if (to == kNever) return 0;  // an end nobody knows: no share of the way can be told
    const std::int64_t whole = std::int64_t{to} - from;
    const std::int64_t elapsed = std::int64_t{day} - from;
    return whole <= 0 ? std::uint8_t{255}
                      : static_cast<std::uint8_t>(std::clamp<std::int64_t>(elapsed * 255 / whole, 0, 255));
}

std::uint8_t ageMonthsOf(Day stands, Day day) noexcept {
    const std::int64_t days = std::int64_t{day} - stands;
    return days >= kGrownDays ? std::uint8_t{kOldestMonths} : static_cast<std::uint8_t>(days * 4800 / 146097);
}

}  // namespace

ElementState Timeline::stateOf(const Life& life, Day day, const Overlay& overlay, Day planStart) noexcept {
    const bool stands = day >= life.stands;
    const auto standing = [&](Stage stage, std::uint8_t progress) {
        return ElementState{stage, progress, ageMonthsOf(life.stands, day), 0};
    };
    const bool switchedOff = life.phase < 32 && (overlay.phases >> life.phase & 1U) == 0;
    if (switchedOff) {
        const bool before = life.stands < planStart && stands && (life.gone >= planStart || day < life.gone);
        return before ? standing(Stage::Existing, 0) : ElementState{};
    }
    if (day >= life.gone) return {};
    if (day >= life.demolish) {
        return {Stage::ToGo, progressIn(life.demolish, life.gone, day),
                stands ? ageMonthsOf(life.stands, day) : std::uint8_t{0}, 0};
    }
    if (stands) {
        if (overlay.plan && life.demolish != kNever) return standing(Stage::ToGo, 0);
        return standing(life.stands < planStart ? Stage::Existing : Stage::Built, 0);
    }
    if (day >= life.work) return {Stage::Construction, progressIn(life.work, life.stands, day), 0, 0};
    return overlay.plan ? ElementState{Stage::Planned, 0, 0, 0} : ElementState{};
}

ElementState stateOf(const city::Element& element, Day day, const Overlay& overlay, std::uint32_t taskPhase,
                     Day planStart) noexcept {
    return Timeline::stateOf(
        {element.workFrom, element.standsFrom, element.demolishFrom, element.goneFrom, taskPhase, 0}, day, overlay,
        planStart);
}

Timeline::Timeline(std::span<const city::Element> elements, std::vector<std::uint32_t> phaseOfTask, Day planStart)
    : planStart_{planStart}, states_(elements.size()), dirty_((elements.size() + 63) / 64) {
    for (std::uint32_t i = 0; i < elements.size(); ++i) {
        const city::Element& e = elements[i];
        const bool hasTask = e.task >= 0 && static_cast<std::size_t>(e.task) < phaseOfTask.size();
        const std::uint32_t phase = hasTask ? phaseOfTask[static_cast<std::size_t>(e.task)] : kNoPhase;
        const Life life{e.workFrom, e.standsFrom, e.demolishFrom, e.goneFrom, phase, i};
        // What stands since always and for good looks the same on every day, whatever is switched on or off.
        if (e.standsFrom == kAlways && e.demolishFrom == kNever && e.goneFrom == kNever) {
            states_[i] = stateOf(life, day_, overlay_, planStart_);
            continue;
        }
        addEvents(life, static_cast<std::uint32_t>(lives_.size()));
        lives_.push_back(life);
    }
    std::sort(events_.begin(), events_.end(),
              [](const Event& a, const Event& b) { return a.day != b.day ? a.day < b.day : a.life < b.life; });
    moving_.resize((lives_.size() + 63) / 64);
    ranges_.reserve(elements.size() / kMergeGap + 1);
    refreshAll();
    if (!elements.empty()) {
        for (std::uint32_t i = 0; i < elements.size(); ++i) markDirty(i);
    }
}

void Timeline::addEvents(const Life& life, std::uint32_t index) {
    for (const Day day : {life.work, life.stands, life.demolish, life.gone}) {
        if (isDate(day)) events_.push_back({day, index});
    }
    const std::int64_t grown = std::int64_t{life.stands} + kGrownDays;
    if (isDate(life.stands) && grown < kNever) events_.push_back({static_cast<Day>(grown), index});
}

void Timeline::set(Day day, const Overlay& overlay) {
    const Day before = day_;
    const bool sameOverlay = overlay.plan == overlay_.plan && overlay.phases == overlay_.phases;
    day_ = day;
    overlay_ = overlay;
    visited_ = 0;
    if (!sameOverlay) return refreshAll();
    if (day == before) return;
    // An event on day d takes effect from d on: those in (earlier, later] lie on the way.
    const auto after = [](Day limit, const Event& event) { return limit < event.day; };
    const auto first = std::upper_bound(events_.begin(), events_.end(), std::min(before, day), after);
    const auto last = std::upper_bound(first, events_.end(), std::max(before, day), after);
    // A long jump touches most elements several times; one sweep in order is then cheaper.
    if (static_cast<std::size_t>(last - first) + movingCount_ > lives_.size()) return refreshAll();
    // In the order of the lives: out of order, half of the time goes into waiting for memory.
    for (std::size_t word = 0; word < moving_.size(); ++word) {
        for (std::uint64_t bits = moving_[word]; bits != 0; bits &= bits - 1) {
            refresh(static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
        }
    }
    for (auto event = first; event != last; ++event) refresh(event->life);
}

void Timeline::setFlag(std::uint32_t element, city::ElementFlags flag, bool on) {
    assert(element < states_.size());
    if (element >= states_.size()) return;
    std::uint8_t& flags = states_[element].flags;
    const auto wanted = static_cast<std::uint8_t>(on ? flags | flag : flags & ~flag);
    if (wanted == flags) return;
    flags = wanted;
    markDirty(element);
}

void Timeline::refresh(std::uint32_t life) {
    ++visited_;
    const Life& one = lives_[life];
    ElementState next = stateOf(one, day_, overlay_, planStart_);
    ElementState& now = states_[one.element];
    next.flags = now.flags;
    // Whatever can differ tomorrow without an event of its own: progress and age.
    const bool inWork = next.stage == Stage::Construction || (next.stage == Stage::ToGo && day_ >= one.demolish);
    const bool growing = next.stage != Stage::Hidden && day_ >= one.stands && next.ageMonths < kOldestMonths;
    markMoving(life, inWork || growing);
    if (next == now) return;
    now = next;
    markDirty(one.element);
}

void Timeline::refreshAll() {
    for (std::uint32_t i = 0; i < lives_.size(); ++i) refresh(i);
}

void Timeline::markMoving(std::uint32_t life, bool moving) {
    std::uint64_t& word = moving_[life / 64];
    const std::uint64_t bit = std::uint64_t{1} << (life % 64);
    if (moving == ((word & bit) != 0)) return;
    word ^= bit;
    moving ? ++movingCount_ : --movingCount_;
}

void Timeline::markDirty(std::uint32_t element) noexcept {
    const std::size_t word = element / 64;
    dirty_[word] |= std::uint64_t{1} << (element % 64);
    dirtyFirst_ = dirtyEnd_ == 0 ? word : std::min(dirtyFirst_, word);
    dirtyEnd_ = std::max(dirtyEnd_, word + 1);
}

std::span<const Range> Timeline::takeChanges() {
    ranges_.clear();
    for (std::size_t word = dirtyFirst_; word < dirtyEnd_; ++word) {
        for (std::uint64_t bits = dirty_[word]; bits != 0; bits &= bits - 1) {
            const auto element =
                static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
            if (!ranges_.empty() && element - (ranges_.back().first + ranges_.back().count) < kMergeGap) {
                ranges_.back().count = element - ranges_.back().first + 1;
            } else {
                ranges_.push_back({element, 1});
            }
        }
        dirty_[word] = 0;
    }
    dirtyFirst_ = dirtyEnd_ = 0;
    return ranges_;
}

}  // namespace twin::strategy
