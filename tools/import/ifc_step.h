// tools/import/ifc_step.h: the records of a STEP physical file (ISO 10303-21), the text form of IFC.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace twin::import {

/// "#12=IFCWALL(...);": `arguments` is what stands between the outer brackets, without blanks and comments.
struct StepRecord {
    std::uint64_t id = 0;
    std::string_view type;
    std::string_view arguments;
};

/// The top-level arguments of a record or the items of a list without its brackets.
[[nodiscard]] std::vector<std::string_view> splitStep(std::string_view arguments);
/// "(a,b)" without its brackets; "" for anything else.
[[nodiscard]] std::string_view insideBrackets(std::string_view list);
/// 12 of "#12"; 0 for anything else.
[[nodiscard]] std::uint64_t referenceOf(std::string_view argument);
/// The ids in "(#1,#2)".
[[nodiscard]] std::vector<std::uint64_t> referencesOf(std::string_view list);
/// "((1.,2.),(3.,4.))" as rows. What is no number counts as 0.
[[nodiscard]] std::vector<std::vector<double>> rowsOf(std::string_view list);
/// "(1.,2.)" as numbers.
[[nodiscard]] std::vector<double> numbersOf(std::string_view list);

class StepFile {
public:
    /// Throws Refusal when the text is no STEP file.
    explicit StepFile(std::string_view text);
    StepFile(const StepFile&) = delete;
    StepFile& operator=(const StepFile&) = delete;

    [[nodiscard]] const std::vector<StepRecord>& records() const noexcept { return records_; }
    [[nodiscard]] const StepRecord* find(std::uint64_t id) const;
    [[nodiscard]] std::uint64_t largestId() const noexcept { return largestId_; }
    /// As FILE_SCHEMA names it: "IFC4X3_ADD2".
    [[nodiscard]] const std::string& schema() const noexcept { return schema_; }

private:
    void readRecord(std::string_view line);

    std::string text_;  ///< without blanks and comments; the records point into it
    std::vector<StepRecord> records_;
    std::unordered_map<std::uint64_t, std::size_t> places_;
    std::uint64_t largestId_ = 0;
    std::string schema_;
};

}  // namespace twin::import
