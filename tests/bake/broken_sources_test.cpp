// Every folder of tests/bake/broken holds the files that differ from tests/bake/small, and expect.txt: one line for each
// fault, file|feature|field|part of what is said. remove.txt names a file to leave out.
#include <algorithm>
#include <fstream>

#include "tests/bake/small_town.h"

namespace twin::bake::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kBroken = fs::path{TWIN_SOURCE_DIR} / "tests/bake/broken";

std::vector<std::string> caseNames() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(kBroken)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> linesOf(const fs::path& path) {
    std::vector<std::string> lines;
    std::ifstream in{path};
    for (std::string line; std::getline(in, line);) {
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> cellsOf(const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
        if (c == '|') {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

class BrokenSources : public ::testing::TestWithParam<std::string> {};

TEST_P(BrokenSources, NamesFileFeatureAndField) {
    const fs::path folder = scratch("broken-" + GetParam());
    fs::copy(smallFolder(), folder, fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(kBroken / GetParam())) {
        if (entry.is_regular_file() && entry.path().extension() != ".txt") {
            fs::copy_file(entry.path(), folder / fs::relative(entry.path(), kBroken / GetParam()),
                          fs::copy_options::overwrite_existing);
        }
    }
    for (const std::string& file : linesOf(kBroken / GetParam() / "remove.txt")) fs::remove(folder / file);

    Faults faults;
    const Result<Sources> read = readSources(folder, faults);
    ASSERT_TRUE(read) << read.error().what;
    const std::vector<std::string> expected = linesOf(kBroken / GetParam() / "expect.txt");
    ASSERT_FALSE(expected.empty());
    for (const std::string& line : expected) {
        const std::vector<std::string> cells = cellsOf(line);
        ASSERT_EQ(cells.size(), 4U) << line;
        const bool found = std::any_of(faults.all().begin(), faults.all().end(), [&](const Fault& fault) {
            return fault.file == cells[0] && fault.feature == cells[1] && fault.field == cells[2] &&
                   fault.problem.find(cells[3]) != std::string::npos;
        });
        EXPECT_TRUE(found) << "expected " << line;
        if (!found) {
            for (const Fault& fault : faults.all()) ADD_FAILURE() << "got " << fault.text();
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, BrokenSources, ::testing::ValuesIn(caseNames()),
                         [](const auto& named) { return named.param; });

}  // namespace
}  // namespace twin::bake::testing
