// Whatever bytes a source file holds, reading comes back with faults or without, and never crashes. Damage is made from
// a fixed seed, so a failure repeats.
#include <fstream>
#include <sstream>

#include "tests/bake/small_town.h"
#include "tools/bake/geometry/random.h"

namespace twin::bake::testing {
namespace {

namespace fs = std::filesystem;

std::string textOf(const fs::path& path) {
    std::ifstream in{path};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string damaged(std::string text, Random& random) {
    const int wounds = random.whole(1, 4);
    for (int i = 0; i < wounds && !text.empty(); ++i) {
        const std::size_t at = random.index(text.size());
        switch (random.whole(0, 4)) {
            case 0: text[at] = static_cast<char>(random.next() & 0xFFU); break;
            case 1: text.erase(at, random.index(40) + 1); break;
            case 2: text.insert(at, text.substr(random.index(text.size()), random.index(60) + 1)); break;
            case 3: text.resize(at); break;
            default: {
                // A number, a word or a structure where another one stood.
                constexpr std::array<std::string_view, 8> kInstead{"null", "-1e308", "[]",     "{}",
                                                                   "\"\"", "true",   "[[[[[[", "1e-320"};
                const std::size_t colon = text.find(':', at);
                if (colon != std::string::npos)
                    text.replace(colon + 1, std::min<std::size_t>(5, text.size() - colon - 1),
                                 kInstead[random.index(kInstead.size())]);
            }
        }
    }
    return text;
}

class DamagedSources : public ::testing::TestWithParam<const char*> {};

TEST_P(DamagedSources, AreReadOrRefusedButNeverCrash) {
    std::string name = GetParam();
    for (char& c : name) c = c == '/' || c == '.' ? '-' : c;
    const fs::path folder = scratch("damaged-" + name);
    fs::copy(smallFolder(), folder, fs::copy_options::recursive);
    const std::string whole = textOf(folder / GetParam());
    ASSERT_FALSE(whole.empty());
    Random random{GetParam(), 1};
    int refused = 0;
    for (int round = 0; round < 40; ++round) {
        std::ofstream{folder / GetParam()} << damaged(whole, random);
        Faults faults;
        const Result<Sources> read = readSources(folder, faults);
        refused += !read || faults.any() ? 1 : 0;
    }
    EXPECT_GT(refused, 20) << "most damage is noticed";
}

INSTANTIATE_TEST_SUITE_P(Files, DamagedSources,
                         ::testing::Values("town/city.json", "town/streets.geojson", "town/relief.json",
                                           "town/building_rules.json", "strategy/undertakings.json",
                                           "investments/pier.geojson", "vegetation/stands.geojson", "text/pl.json",
                                           "town/gazetteer.csv"));

}  // namespace
}  // namespace twin::bake::testing
