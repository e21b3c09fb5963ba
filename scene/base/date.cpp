#include "scene/base/date.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace twin {

namespace {

/// Digits only, the whole view; -1 when it is anything else.
int number(std::string_view digits) noexcept {
    int value = -1;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return problem == std::errc{} && end == digits.data() + digits.size() && digits.front() != '-' ? value : -1;
}

}  // namespace

Day dayOf(CalendarDate date) noexcept {
    using namespace std::chrono;
    const year_month_day ymd{year{date.year}, month{date.month}, std::chrono::day{date.day}};
    return static_cast<Day>(sys_days{ymd}.time_since_epoch().count());
}

CalendarDate calendarOf(Day day) noexcept {
    using namespace std::chrono;
    const year_month_day ymd{sys_days{days{day}}};
    return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day())};
}

Result<Day> parseDate(std::string_view text, MonthEdge edge) {
    using namespace std::chrono;
    const Error wrong{Errc::BadArgument, "date \"" + std::string{text.substr(0, 40)} +
                                             "\" is not YYYY-MM or YYYY-MM-DD; write it like 2028-06"};
    const bool hasDay = text.size() == 10;
    if ((text.size() != 7 && !hasDay) || text[4] != '-' || (hasDay && text[7] != '-')) return wrong;
    const int y = number(text.substr(0, 4));
    const int m = number(text.substr(5, 2));
    const int d = hasDay ? number(text.substr(8, 2)) : 1;
    if (y < 1000 || y > 2999 || m < 1 || m > 12 || d < 1) return wrong;
    const year_month ym{year{y}, month{static_cast<unsigned>(m)}};
    const year_month_day last{year_month_day_last{ym.year(), month_day_last{ym.month()}}};
    if (!hasDay) {
        return dayOf({y, static_cast<unsigned>(m), edge == MonthEdge::First ? 1U : static_cast<unsigned>(last.day())});
    }
    if (static_cast<unsigned>(d) > static_cast<unsigned>(last.day())) return wrong;
    return dayOf({y, static_cast<unsigned>(m), static_cast<unsigned>(d)});
}

std::string formatDate(Day day) {
    const CalendarDate date = calendarOf(day);
    char text[32];
    const int written = std::snprintf(text, sizeof text, "%04d-%02u-%02u", date.year, date.month, date.day);
    return {text, static_cast<std::size_t>(written > 0 ? written : 0)};
}

}  // namespace twin
