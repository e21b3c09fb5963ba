// app/text/format.h: dates, hours, sums and measures the way people of each language write them.
#pragma once

#include <string>

#include "app/text/texts.h"
#include "scene/base/date.h"

namespace twin::app {

[[nodiscard]] std::string monthYear(const Texts& texts, Day day);  ///< "czerwiec 2024"
[[nodiscard]] std::string fullDate(const Texts& texts, Day day);   ///< "27 lutego 2026"
[[nodiscard]] std::string hourText(int minutes);                   ///< "14:30"
/// With the language's decimal sign and thousands apart by its sign; rounded to `decimals`.
[[nodiscard]] std::string number(const Texts& texts, double value, int decimals = 0);
[[nodiscard]] std::string money(const Texts& texts, double sum);  ///< "7 223 067 zł"
/// "45 m", "1,18 km", "42,66 ha": value and unit.<unit>.
[[nodiscard]] std::string measure(const Texts& texts, double value, std::string_view unit, int decimals = 0);
[[nodiscard]] std::string lengthText(const Texts& texts, double metres);

/// With a capital first letter: "Stanowisko cumownicze".
[[nodiscard]] std::string capitalised(std::string_view text);

}  // namespace twin::app
