#include "app/text/format.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace twin::app {

std::string monthYear(const Texts& texts, Day day) {
    const CalendarDate date = calendarOf(day);
    return texts.say("format.month-year", {texts.get("month.", std::to_string(date.month)), std::to_string(date.year)});
}

std::string fullDate(const Texts& texts, Day day) {
    const CalendarDate date = calendarOf(day);
    return texts.say("format.date", {std::to_string(date.day), texts.get("month.", std::to_string(date.month), ".of"),
                                     std::to_string(date.year)});
}

std::string hourText(int minutes) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%d:%02d", minutes / 60, minutes % 60);
    return text.data();
}

std::string number(const Texts& texts, double value, int decimals) {
    if (!std::isfinite(value)) return texts.get("ui.common.unknown");
    std::array<char, 64> digits{};
    std::snprintf(digits.data(), digits.size(), "%.*f", decimals, std::abs(value));
    const std::string_view plain{digits.data()};
    const std::size_t point = std::min(plain.find('.'), plain.size());
    std::string text;
    bool nonZero = false;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (i == point) {
            text += texts.get("format.decimal");
            continue;
        }
        nonZero = nonZero || plain[i] != '0';
        text += plain[i];
        const std::size_t left = point - i - 1;
        if (i + 1 < point && left % 3 == 0 && point > 4) text += texts.get("format.thousands");
    }
    return value < 0 && nonZero ? "−" + text : text;
}

std::string money(const Texts& texts, double sum) {
    const double rounded = std::round(sum);
    return texts.say("format.money", {number(texts, sum, rounded == sum ? 0 : 2)});
}

std::string measure(const Texts& texts, double value, std::string_view unit, int decimals) {
    return texts.say("format.value", {number(texts, value, decimals), texts.get("unit.", unit)});
}

std::string lengthText(const Texts& texts, double metres) {
    if (metres >= 1000) return measure(texts, metres / 1000, "km", metres < 10000 ? 2 : 1);
    return measure(texts, metres, "m", metres < 10 ? 1 : 0);
}

std::string capitalised(std::string_view text) {
    icu::UnicodeString wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<int>(text.size())});
    if (wide.isEmpty()) return {};
    const icu::UnicodeString first = wide.tempSubString(0, wide.moveIndex32(0, 1));
    icu::UnicodeString upper = first;
    upper.toUpper();
    wide.replace(0, first.length(), upper);
    std::string result;
    wide.toUTF8String(result);
    return result;
}

}  // namespace twin::app
