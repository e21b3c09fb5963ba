#include "tools/import/ifc_step.h"

#include <algorithm>
#include <charconv>

#include "tools/import/report.h"

namespace twin::import {
namespace {

/// Where the text in quotes that begins at `at` ends: the index behind its closing quote. A doubled quote is content.
std::size_t behindQuotes(std::string_view text, std::size_t at) {
    const char quote = text[at];
    for (++at; at < text.size(); ++at) {
        if (text[at] != quote) continue;
        if (at + 1 < text.size() && text[at + 1] == quote)
            ++at;
        else
            return at + 1;
    }
    return text.size();
}

/// Without comments, and without blanks and line breaks outside of quotes.
std::string compact(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char letter = text[at];
        if (letter == '\'' || letter == '"') {
            const std::size_t end = behindQuotes(text, at);
            for (const char inside : text.substr(at, end - at)) {
                if (static_cast<unsigned char>(inside) >= 0x20U) out += inside;
            }
            at = end;
        } else if (letter == '/' && at + 1 < text.size() && text[at + 1] == '*') {
            const std::size_t end = text.find("*/", at + 2);
            at = end == std::string_view::npos ? text.size() : end + 2;
        } else {
            if (static_cast<unsigned char>(letter) > 0x20U) out += letter;
            ++at;
        }
    }
    return out;
}

double numberOf(std::string_view text) {
    double value = 0;
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

std::vector<std::string_view> splitStep(std::string_view arguments) {
    std::vector<std::string_view> parts;
    if (arguments.empty()) return parts;
    int depth = 0;
    std::size_t from = 0;
    for (std::size_t at = 0; at < arguments.size();) {
        const char letter = arguments[at];
        if (letter == '\'' || letter == '"') {
            at = behindQuotes(arguments, at);
            continue;
        }
        if (letter == '(') ++depth;
        if (letter == ')') --depth;
        if (letter == ',' && depth == 0) {
            parts.push_back(arguments.substr(from, at - from));
            from = at + 1;
        }
        ++at;
    }
    parts.push_back(arguments.substr(from));
    return parts;
}

std::string_view insideBrackets(std::string_view list) {
    if (list.size() < 2 || list.front() != '(' || list.back() != ')') return {};
    return list.substr(1, list.size() - 2);
}

std::uint64_t referenceOf(std::string_view argument) {
    std::uint64_t id = 0;
    if (argument.size() > 1 && argument.front() == '#') {
        std::from_chars(argument.data() + 1, argument.data() + argument.size(), id);
    }
    return id;
}

std::vector<std::uint64_t> referencesOf(std::string_view list) {
    std::vector<std::uint64_t> ids;
    for (const std::string_view item : splitStep(insideBrackets(list))) {
        if (const std::uint64_t id = referenceOf(item); id != 0) ids.push_back(id);
    }
    return ids;
}

std::vector<double> numbersOf(std::string_view list) {
    std::vector<double> numbers;
    for (const std::string_view item : splitStep(insideBrackets(list))) numbers.push_back(numberOf(item));
    return numbers;
}

std::vector<std::vector<double>> rowsOf(std::string_view list) {
    std::vector<std::vector<double>> rows;
    for (const std::string_view row : splitStep(insideBrackets(list))) rows.push_back(numbersOf(row));
    return rows;
}

StepFile::StepFile(std::string_view text) : text_{compact(text)} {
    const std::string_view all{text_};
    if (all.substr(0, 64).find("ISO-10303-21;") == std::string_view::npos) {
        throw Refusal("the file is not a STEP file, the text form of IFC");
    }
    if (const std::size_t at = all.find("FILE_SCHEMA(('"); at != std::string_view::npos) {
        const std::string_view name = all.substr(at + 14, 40);
        schema_ = name.substr(0, name.find('\''));
    }
    std::size_t at = all.find(";DATA;");
    if (at == std::string_view::npos) throw Refusal("the file holds no data section");
    at += 6;
    while (at < all.size() && all[at] == '#') {
        std::size_t end = at;
        while (end < all.size() && all[end] != ';') {
            end = all[end] == '\'' || all[end] == '"' ? behindQuotes(all, end) : end + 1;
        }
        if (end >= all.size()) throw Refusal("the file is cut off inside a record");
        readRecord(all.substr(at, end - at));
        at = end + 1;
    }
}

void StepFile::readRecord(std::string_view line) {
    const std::size_t equals = line.find('='), open = line.find('(');
    if (equals == std::string_view::npos || open == std::string_view::npos || open < equals || line.back() != ')')
        return;
    StepRecord record;
    record.id = referenceOf(line.substr(0, equals));
    record.type = line.substr(equals + 1, open - equals - 1);
    record.arguments = line.substr(open + 1, line.size() - open - 2);
    if (record.id == 0 || record.id > 0xFFFFFFFFFFFFULL || record.type.empty()) return;
    largestId_ = std::max(largestId_, record.id);
    places_[record.id] = records_.size();
    records_.push_back(record);
}

const StepRecord* StepFile::find(std::uint64_t id) const {
    const auto found = places_.find(id);
    return found == places_.end() ? nullptr : &records_[found->second];
}

}  // namespace twin::import
