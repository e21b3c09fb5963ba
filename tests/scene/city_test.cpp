#include "scene/city/city.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <limits>

#include "scene/base/hash.h"
#include "tests/scene/tiny_city.h"

namespace twin::city {
namespace {

using test::errorOf;
using test::TinyCity;

/// Opened, and every block looked into.
Result<City> viewed(const std::vector<std::byte>& pack) {
    Result<City> city = City::view(pack, "tiny.city");
    if (!city) return city;
    if (const Result<Ok> whole = city->checkAll(); !whole) return whole.error();
    return city;
}

/// The error for a town that is written well but wrong in itself.
std::string errorFor(const TinyCity& source) {
    const std::vector<std::byte> pack = source.bytes();
    return errorOf(viewed(pack));
}

template <class Change>
std::string errorAfter(Change change, TinyCity source) {
    change(source);
    return errorFor(source);
}

bool says(const std::string& error, const std::string& part) { return error.find(part) != std::string::npos; }

PackHeader headerOf(const std::vector<std::byte>& pack) {
    PackHeader header;
    std::memcpy(&header, pack.data(), sizeof header);
    return header;
}

void setHeader(std::vector<std::byte>& pack, const PackHeader& header) {
    std::memcpy(pack.data(), &header, sizeof header);
}

TEST(Pack, SameSectionsGiveTheSameBytes) { EXPECT_EQ(TinyCity{}.bytes(), TinyCity{}.bytes()); }

TEST(Pack, EverySectionIsAlignedAndNamed) {
    const std::vector<std::byte> pack = TinyCity{}.bytes();
    const Result<City> city = viewed(pack);
    ASSERT_TRUE(city) << errorOf(city);
    ASSERT_EQ(city->sections().size(), 17U);
    for (const PackSection& section : city->sections()) {
        EXPECT_EQ(section.offset % kSectionAlignment, 0U);
        EXPECT_EQ(sectionName(section.id).find('?'), std::string::npos);
    }
    EXPECT_EQ(sectionName(SectionId::Vertices), "VERT");
    EXPECT_EQ(sectionName(SectionId{7}), "????");
}

TEST(Pack, ContentHashFollowsTheContent) {
    TinyCity changed;
    changed.meta += " ";
    const std::vector<std::byte> one = TinyCity{}.bytes(), two = changed.bytes();
    EXPECT_NE(viewed(one)->contentHash(), viewed(two)->contentHash());
}

TEST(City, ShowsWhatWasPacked) {
    const test::Town town;
    const City& city = town.city();
    ASSERT_EQ(city.elements().size(), test::kElementCount);
    EXPECT_EQ(city.text(city.elements()[test::kPier].idText), "pier");
    EXPECT_EQ(city.elements()[test::kPier].id, hash64("pier"));
    EXPECT_EQ(city.draws().size(), city.elements().size());
    EXPECT_EQ(city.text(city.species()[0].ukrainian), "липа");
    EXPECT_EQ(city.heightsCm().size(), 25U);
    EXPECT_EQ(city.cover()[3], static_cast<std::uint8_t>(CoverClass::Meadow));
    EXPECT_EQ(city.text(city.labels()[0].name), "Rynek");
    EXPECT_EQ(city.auditJson(), "{}");
}

TEST(City, OpensAFileAndOutlivesTheMove) {
    const std::filesystem::path path = std::filesystem::path{TWIN_TEST_OUTPUT_DIR} / "tiny.city";
    ASSERT_TRUE(writeFileAtomically(path, TinyCity{}.bytes()));
    Result<City> opened = City::open(path);
    ASSERT_TRUE(opened) << errorOf(opened);
    const City moved = std::move(*opened);
    EXPECT_EQ(moved.text(moved.elements()[test::kShed].idText), "shed");
    EXPECT_EQ(moved.fileBytes(), std::filesystem::file_size(path));
}

TEST(City, AMissingFileIsNotFound) {
    const Result<City> city = City::open("no/such.city");
    ASSERT_FALSE(city);
    EXPECT_EQ(city.error().code, Errc::NotFound);
}

TEST(City, RefusesAnEmptyAndAShortFile) {
    EXPECT_TRUE(says(errorOf(City::view({}, "a.city")), "a.city: the file is empty"));
    const std::vector<std::byte> pack(31);
    EXPECT_TRUE(says(errorOf(viewed(pack)), "shorter than its header"));
}

TEST(City, RefusesOtherFiles) {
    std::vector<std::byte> pack = TinyCity{}.bytes();
    pack[0] = std::byte{'P'};
    EXPECT_TRUE(says(errorOf(viewed(pack)), "not a .city file"));
}

TEST(City, ANewerFileAsksForANewerProgram) {
    std::vector<std::byte> pack = TinyCity{}.bytes();
    PackHeader header = headerOf(pack);
    header.version = kVersion + 1;
    setHeader(pack, header);
    const Result<City> city = viewed(pack);
    ASSERT_FALSE(city);
    EXPECT_EQ(city.error().code, Errc::Unsupported);
    EXPECT_TRUE(says(city.error().what, "update the program"));
}

TEST(City, AnOlderFileAsksForABake) {
    std::vector<std::byte> pack = TinyCity{}.bytes();
    PackHeader header = headerOf(pack);
    header.version = kVersion - 1;
    setHeader(pack, header);
    EXPECT_TRUE(says(errorOf(viewed(pack)), "older program"));
    EXPECT_TRUE(says(errorOf(viewed(pack)), "twin-bake"));
}

class CityCutAt : public testing::TestWithParam<int> {};

TEST_P(CityCutAt, IsRefused) {
    const std::vector<std::byte> pack = TinyCity{}.bytes();
    const std::vector<std::byte> cut{pack.begin(),
                                     pack.begin() + static_cast<std::ptrdiff_t>(pack.size()) * GetParam() / 16};
    const Result<City> city = viewed(cut);
    ASSERT_FALSE(city);
    EXPECT_EQ(city.error().code, Errc::BadData);
    EXPECT_TRUE(says(city.error().what, "twin-bake"));
}

INSTANTIATE_TEST_SUITE_P(EverySixteenth, CityCutAt, testing::Range(0, 16));

TEST(City, AFileThatWasAppendedToIsRefused) {
    std::vector<std::byte> pack = TinyCity{}.bytes();
    pack.resize(pack.size() + 64);
    EXPECT_TRUE(says(errorOf(viewed(pack)), "cut short or appended to"));
}

TEST(City, AFlippedBitNamesItsSection) {
    const std::vector<std::byte> pack = TinyCity{}.bytes();
    const Result<City> city = viewed(pack);
    ASSERT_TRUE(city);
    for (const PackSection& section : city->sections()) {
        ASSERT_GT(section.bytes, 0U);
        for (const std::uint64_t at : {std::uint64_t{0}, section.bytes / 2, section.bytes - 1}) {
            std::vector<std::byte> flipped = pack;
            flipped[section.offset + at] ^= std::byte{16};
            EXPECT_TRUE(says(errorOf(viewed(flipped)), "section " + sectionName(section.id) + " is damaged"));
        }
    }
}

TEST(City, AFlippedBitInHeaderOrTableIsFound) {
    const std::vector<std::byte> pack = TinyCity{}.bytes();
    const std::size_t end = sizeof(PackHeader) + 17 * sizeof(PackSection);
    for (std::size_t i = 0; i < end; ++i) {
        std::vector<std::byte> flipped = pack;
        flipped[i] ^= std::byte{1};
        EXPECT_FALSE(viewed(flipped)) << "byte " << i;
    }
}

TEST(City, AMissingSectionIsNamed) {
    for (const SectionId id :
         {SectionId::Meta, SectionId::Strings, SectionId::Elements, SectionId::Materials, SectionId::Tiles,
          SectionId::Blocks, SectionId::Draws, SectionId::Vertices, SectionId::Indices, SectionId::Trees,
          SectionId::Species, SectionId::Heights, SectionId::Cover, SectionId::Strategy, SectionId::Views,
          SectionId::Labels, SectionId::Audit}) {
        if (id == SectionId::Audit) continue;  // TinyCity always writes it
        const std::vector<std::byte> pack = TinyCity{}.bytes(id);
        EXPECT_TRUE(says(errorOf(viewed(pack)), "section " + sectionName(id) + " is missing"));
    }
}

TEST(City, ASectionThatStandsTwiceIsRefused) {
    std::vector<std::byte> pack = TinyCity{}.bytes();
    test::sectionOf(pack, SectionId::Audit) = test::sectionOf(pack, SectionId::Meta);
    test::reseal(pack);
    EXPECT_TRUE(says(errorOf(viewed(pack)), "section META stands twice"));
}

TEST(City, ASectionPastTheEndIsRefused) {
    for (const std::uint64_t offset : {std::uint64_t{1} << 20U, std::numeric_limits<std::uint64_t>::max() - 63}) {
        std::vector<std::byte> pack = TinyCity{}.bytes();
        test::sectionOf(pack, SectionId::Draws).offset = offset;
        test::reseal(pack);
        EXPECT_TRUE(says(errorOf(viewed(pack)), "section DRAW reaches past the end"));
    }
    std::vector<std::byte> pack = TinyCity{}.bytes();
    test::sectionOf(pack, SectionId::Draws).bytes = std::numeric_limits<std::uint64_t>::max();
    test::reseal(pack);
    EXPECT_TRUE(says(errorOf(viewed(pack)), "section DRAW reaches past the end"));
}

TEST(City, ASectionOutOfStepIsRefused) {
    std::vector<std::byte> pack = TinyCity{}.bytes();
    test::sectionOf(pack, SectionId::Draws).offset += 8;
    test::reseal(pack);
    EXPECT_TRUE(says(errorOf(viewed(pack)), "section DRAW is not aligned"));
}

TEST(City, EntriesOfAnotherSizeAreRefused) {
    for (const std::uint32_t size : {0U, 1U, 47U, 96U}) {
        std::vector<std::byte> pack = TinyCity{}.bytes();
        test::sectionOf(pack, SectionId::Draws).elementBytes = size;
        test::reseal(pack);
        EXPECT_TRUE(says(errorOf(viewed(pack)), "section DRAW has entries of")) << size;
    }
    std::vector<std::byte> pack = TinyCity{}.bytes();
    test::sectionOf(pack, SectionId::Draws).bytes -= 1;
    test::reseal(pack);
    EXPECT_TRUE(says(errorOf(viewed(pack)), "section DRAW has entries of the wrong size"));
}

TEST(City, PathsMayBeAbsentButNotWrong) {
    EXPECT_TRUE(test::Town{}.city().paths().empty());
    TinyCity source;
    source.pathPoints = {{0, 0, 220}, {50, 0, 221}, {50, 50, 222}};
    source.paths = {{0, 3, 6, 2, PathClass::Street, kPathSidewalkLeft}, {1, 2, 3, 0, PathClass::Way, 0}};
    {
        const test::Town town{source};
        ASSERT_EQ(town.city().paths().size(), 2U);
        EXPECT_EQ(town.city().pathPoints()[2].y, 50);
    }
    const auto broken = [&source](auto change) { return errorAfter(change, source); };
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.paths[1].pointCount = 3; }), "path 1: point range"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.paths[0].pointCount = 1; }), "path 0: point range"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.paths[0].firstPoint = 0xFFFFFFFF; }), "path 0: point range"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.paths[0].widthM = 0; }), "path 0: width"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.paths[0].sidewalkM = std::nanf(""); }), "path 0: width"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.paths[0].kind = PathClass::Count; }), "path 0: width or class"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.pathPoints[1].x = std::nanf(""); }), "path point 1: place"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.pathPoints.clear(); }), "path 0: point range"));
}

TEST(City, MembersMayBeAbsentButNotWrong) {
    EXPECT_TRUE(test::Town{}.city().members().empty());
    TinyCity source;
    source.members = {{2, 1, 0, 0}, {2, 1, 30, 1}};
    EXPECT_EQ(test::Town{source}.city().members().size(), 2U);
    const auto broken = [&source](auto change) { return errorAfter(change, source); };
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.members[1].element = 99; }), "member 1: element or draw"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.members[0].together = 99; }), "member 0: element or draw"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.members[1].draw = 99; }), "member 1: element or draw"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.members[1].firstIndex = 0; }), "member 1 is out of order"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.members[1].draw = 0; }), "member 1 is out of order"));
}

TEST(City, LampsMayBeAbsentButNotWrong) {
    EXPECT_TRUE(test::Town{}.city().lamps().empty());
    TinyCity source;
    source.lamps = {{{1, 2, 225}, 14, 0}, {{30, 2, 226}, 20, 1}};
    {
        const test::Town town{source};
        ASSERT_EQ(town.city().lamps().size(), 2U);
        EXPECT_EQ(town.city().lamps()[1].reachM, 20);
    }
    const auto broken = [&source](auto change) { return errorAfter(change, source); };
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.lamps[1].element = 99; }), "lamp 1: element"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.lamps[0].at[2] = std::nanf(""); }), "lamp 0 has no place or reach"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.lamps[0].at[0] = -3e6F; }), "lamp 0 has no place or reach"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.lamps[1].reachM = 0; }), "lamp 1 has no place or reach"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.lamps[1].reachM = 1e9F; }), "lamp 1 has no place or reach"));
}

TEST(City, ATableOfTooManySectionsIsRefused) {
    for (const std::uint32_t count : {65U, 0xFFFFFFFFU}) {
        std::vector<std::byte> pack = TinyCity{}.bytes();
        PackHeader header = headerOf(pack);
        header.sectionCount = count;
        setHeader(pack, header);
        EXPECT_TRUE(says(errorOf(viewed(pack)), "section table"));
    }
}

TEST(City, IndicesThatPointOutsideAreCaught) {
    const auto broken = [](auto change) {
        TinyCity source;
        change(source);
        return errorFor(source);
    };
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.draws[2].element = 99; }), "draw 2: element"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.draws[2].tile = 1; }), "block 1 lies in a tile that is not"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.draws[0].firstIndex = 0xFFFFFFFF; }), "draw 0: index range"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.draws[0].indexCount = 2; }), "draw 0: index range"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.draws[0].vertexOffset = -1; }), "draw 0: vertex offset"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.indices[17] = 3; }), "draw 5: vertex index"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.vertices[4].material = 1; }), "vertex 4: material"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.tiles[0].drawCount = 7; }), "tile 0: draw range"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.tiles[0].firstTree = 1; }), "tile 0: tree range"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.trees[0].element = 6; }), "tree 0: element"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.trees[0].species = 1; }), "tree 0: element or species"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.labels[0].element = 6; }), "label 0"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.elements[3].source = {0xFFFFFFFF, 2}; }), "element 3: text"));
    EXPECT_TRUE(says(broken([](TinyCity& c) { c.species[0].latin.bytes = 9999; }), "species 0: text"));
}

TEST(City, OpensWithoutReadingItsBlocks) {
    for (const SectionId id : {SectionId::Draws, SectionId::Vertices, SectionId::Indices, SectionId::Trees}) {
        std::vector<std::byte> pack = TinyCity{}.bytes();
        const PackSection section = test::sectionOf(pack, id);
        for (std::uint64_t i = 0; i < section.bytes; ++i) pack[section.offset + i] = std::byte{0xA5};
        const Result<City> city = City::view(pack, "tiny.city");
        ASSERT_TRUE(city) << city.error().what;
        EXPECT_TRUE(says(errorOf(city->checkAll()), "section " + sectionName(id) + " is damaged"));
        const bool trees = id == SectionId::Trees;
        ASSERT_EQ(city->blocks().size(), 2U) << "draws, then trees";
        const Result<BlockView> block = city->block(trees ? 1 : 0);
        ASSERT_FALSE(block);
        EXPECT_EQ(block.error().code, Errc::BadData);
        EXPECT_TRUE(says(block.error().what,
                         "tiny.city: section " + sectionName(id) + ", block " + (trees ? "1" : "0") + " is damaged"))
            << block.error().what;
        EXPECT_TRUE(says(block.error().what, "twin-bake"));
        EXPECT_TRUE(city->block(trees ? 0 : 1)) << "the other block is whole";
    }
}

TEST(City, BlocksHoldEveryDrawAndTreeOnce) {
    const test::Town town;
    std::size_t draws = 0, trees = 0;
    for (std::size_t i = 0; i < town.city().blocks().size(); ++i) {
        const Result<BlockView> block = town.city().block(i);
        ASSERT_TRUE(block) << errorOf(block);
        draws += block->draws.size();
        trees += block->trees.size();
    }
    EXPECT_EQ(draws, town.city().draws().size());
    EXPECT_EQ(trees, town.city().trees().size());
}

TEST(City, BlocksThatAreNoneAreRefused) {
    const auto broken = [](auto change) {
        std::vector<std::byte> pack = TinyCity{}.bytes();
        const PackSection section = test::sectionOf(pack, SectionId::Blocks);
        change(reinterpret_cast<Block*>(pack.data() + section.offset));
        test::reseal(pack);
        return errorOf(City::view(pack, "tiny.city"));
    };
    EXPECT_TRUE(says(broken([](Block* b) { b[0].tile = 1; }), "block 0 lies in a tile"));
    EXPECT_TRUE(says(broken([](Block* b) { b[0].firstDraw = 1; }), "block 0 does not begin"));
    EXPECT_TRUE(says(broken([](Block* b) { b[1].firstTree = 1; }), "block 1 does not begin"));
    EXPECT_TRUE(says(broken([](Block* b) { b[0].drawCount = 7; }), "block 0 reaches past"));
    EXPECT_TRUE(says(broken([](Block* b) { b[0].drawCount = 5; }), "section BLCK leaves draws"));
    EXPECT_TRUE(says(broken([](Block* b) { b[1].firstDraw = 0xFFFFFFFF; }), "block 1 reaches past"));
    EXPECT_TRUE(says(broken([](Block* b) { b[0].vertexCount = 19; }), "block 0 reaches past"));
    EXPECT_TRUE(says(broken([](Block* b) { b[0].firstIndex = 1; }), "block 0 reaches past"));
    EXPECT_TRUE(says(broken([](Block* b) { b[1].high[2] = std::nanf(""); }), "block 1 has no bounds"));
}

TEST(City, WordsOutsideTheirListsAreCaught) {
    TinyCity layer, kind, form, cover;
    layer.elements[1].layer = Layer::Count;
    kind.materials[0].kind = MaterialKind::Count;
    form.species[0].form = TreeForm::Count;
    cover.cover[7] = 200;
    EXPECT_TRUE(says(errorFor(layer), "element 1: layer"));
    EXPECT_TRUE(says(errorFor(kind), "material 0: kind"));
    EXPECT_TRUE(says(errorFor(form), "species 0: form"));
    EXPECT_TRUE(says(errorFor(cover), "unknown ground class"));
}

TEST(City, GridsThatAreNoneAreRefused) {
    const auto broken = [](auto change) {
        TinyCity source;
        change(source.heightGrid);
        return errorFor(source);
    };
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    EXPECT_TRUE(says(broken([](GridHeader& g) { g.columns = 6; }), "section HEGT does not hold the grid"));
    EXPECT_TRUE(says(broken([](GridHeader& g) { g.columns = 1, g.rows = 25; }), "section HEGT does not hold the grid"));
    EXPECT_TRUE(
        says(broken([](GridHeader& g) { g.columns = g.rows = 0xFFFFFFFF; }), "section HEGT does not hold the grid"));
    EXPECT_TRUE(says(broken([](GridHeader& g) { g.stepM = 0; }), "section HEGT does not hold the grid"));
    EXPECT_TRUE(says(broken([=](GridHeader& g) { g.stepM = nan; }), "section HEGT does not hold the grid"));
    EXPECT_TRUE(says(broken([=](GridHeader& g) { g.stepM = infinity; }), "section HEGT does not hold the grid"));
    EXPECT_TRUE(says(broken([=](GridHeader& g) { g.zeroM = nan; }), "section HEGT does not hold the grid"));
    EXPECT_TRUE(says(broken([=](GridHeader& g) { g.westM = static_cast<double>(nan); }),
                     "section HEGT does not hold the grid"));
}

TEST(City, RandomDamageNeverGetsThrough) {
    const std::vector<std::byte> pack = TinyCity{}.bytes();
    std::uint64_t seed = 1;
    for (int round = 0; round < 300; ++round) {
        std::vector<std::byte> damaged = pack;
        for (int i = 0; i < 8; ++i) {
            seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
            damaged[(seed >> 20U) % damaged.size()] = static_cast<std::byte>(seed >> 56U);
        }
        const Result<City> sealed = viewed(damaged);  // refused, or only padding was hit
        if (sealed) {
            EXPECT_EQ(sealed->contentHash(), viewed(pack)->contentHash());
        }
    }
}

}  // namespace
}  // namespace twin::city
