// scene/base/date.h: calendar days as one integer, and the two spellings our files use.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "scene/base/result.h"

namespace twin {

/// Days since 1970-01-01 (proleptic Gregorian, no time zone). Orders and subtracts as plain integers.
using Day = std::int32_t;

inline constexpr Day kAlways = std::numeric_limits<Day>::min();  ///< "since before the data begins"
inline constexpr Day kNever = std::numeric_limits<Day>::max();   ///< "not within the data"

struct CalendarDate {
    int year = 1970;
    unsigned month = 1;  ///< 1 to 12
    unsigned day = 1;    ///< 1 to 31
};

[[nodiscard]] Day dayOf(CalendarDate date) noexcept;
[[nodiscard]] CalendarDate calendarOf(Day day) noexcept;

/// Which day a date written without one means.
enum class MonthEdge { First, Last };

/// Reads `YYYY-MM` or `YYYY-MM-DD`, years 1000 to 2999; anything else is BadArgument and says what was expected.
[[nodiscard]] Result<Day> parseDate(std::string_view text, MonthEdge edge);

/// `YYYY-MM-DD`.
[[nodiscard]] std::string formatDate(Day day);

}  // namespace twin
