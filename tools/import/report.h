// tools/import/report.h: how the reading parts say that a file is refused, and what a person should know about one that
// was read. Inside twin-import a refusal is thrown, because Assimp and the JSON reader throw too; main() catches it.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace twin::import {

/// The file cannot be used. `what()` is one sentence without its full stop; it begins with "the file" or the like.
struct Refusal : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Sentences for the person, in the order found, each once.
class Report {
public:
    void warn(const std::string& sentence) {
        if (std::find(lines_.begin(), lines_.end(), sentence) != lines_.end()) return;
        if (lines_.size() < kMost)
            lines_.push_back(sentence);
        else
            ++leftOut_;
    }
    [[nodiscard]] std::vector<std::string> lines() const {
        std::vector<std::string> all = lines_;
        if (leftOut_ != 0) all.push_back("and " + std::to_string(leftOut_) + " further notes of this kind");
        return all;
    }

private:
    static constexpr std::size_t kMost = 24;
    std::vector<std::string> lines_;
    std::size_t leftOut_ = 0;
};

/// Any text from a file, fit for one line of a terminal: control characters become '?', and it is cut at `most` bytes.
[[nodiscard]] inline std::string printable(std::string text, std::size_t most = 80) {
    if (text.size() > most) {
        text.resize(most);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
        if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0U) text.pop_back();
        text += "...";
    }
    for (char& letter : text) {
        if (static_cast<unsigned char>(letter) < 0x20U || letter == 0x7F) letter = '?';
    }
    return text;
}

}  // namespace twin::import
