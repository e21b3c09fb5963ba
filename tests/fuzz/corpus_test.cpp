#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <limits>
#include <random>

#include "scene/base/files.h"
#include "tests/fuzz/fuzz_city.h"
#include "tests/fuzz/fuzz_journal.h"
#include "tests/scene/tiny_city.h"

namespace twin::test {
namespace {

const std::filesystem::path kCorpus = std::filesystem::path{TWIN_SOURCE_DIR} / "tests/fuzz/corpus";

std::vector<std::filesystem::path> filesOf(const char* reader) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{kCorpus / reader}) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::span<const std::byte> bytesOf(const std::string& text) {
    return std::as_bytes(std::span{text.data(), text.size()});
}

/// Some bytes of a text replaced, some taken out, some put in twice.
std::string damaged(std::string text, std::mt19937& random) {
    for (int i = 0; i < 4 && !text.empty(); ++i) {
        const std::size_t at = random() % text.size();
        switch (random() % 4) {
            case 0: text[at] = static_cast<char>(random()); break;
            case 1: text.erase(at, 1 + random() % 20); break;
            case 2: text.insert(at, text.substr(random() % text.size(), random() % 40)); break;
            default: text[at] = static_cast<char>(text[at] ^ (1 << (random() % 8))); break;
        }
    }
    return text;
}

/// Writes the broken packs anew: TWIN_RECORD=1, after the format or the tiny town has changed.
void recordCityCorpus() {
    const auto save = [](const std::string& name, const std::vector<std::byte>& pack) {
        ASSERT_TRUE(writeFileAtomically(kCorpus / "city" / name, pack));
    };
    const auto changed = [&](const std::string& name, auto change) {
        TinyCity source;
        change(source);
        save(name, source.bytes());
    };
    const auto resealed = [&](const std::string& name, auto change) {
        std::vector<std::byte> pack = TinyCity{}.bytes();
        change(pack);
        reseal(pack);
        save(name, pack);
    };
    const auto section = [](std::vector<std::byte>& pack, city::SectionId id) -> city::PackSection& {
        return sectionOf(pack, id);
    };
    const std::vector<std::byte> good = TinyCity{}.bytes();
    save("good.city", good);
    save("empty.city", {});
    save("header-only.city", {good.begin(), good.begin() + 32});
    save("half.city", {good.begin(), good.begin() + static_cast<std::ptrdiff_t>(good.size() / 2)});
    for (const std::size_t at : {std::size_t{3}, std::size_t{8}, std::size_t{40}, good.size() / 2}) {
        std::vector<std::byte> pack = good;
        pack[at] ^= std::byte{4};
        save("flipped-" + std::to_string(at) + ".city", pack);
    }
    resealed("section-past-end.city", [&](auto& p) { section(p, city::SectionId::Vertices).offset = 1U << 30U; });
    resealed("section-wraps.city",
             [&](auto& p) { section(p, city::SectionId::Vertices).bytes = std::numeric_limits<std::uint64_t>::max(); });
    resealed("section-twice.city",
             [&](auto& p) { section(p, city::SectionId::Views) = section(p, city::SectionId::Meta); });
    resealed("entries-of-no-size.city", [&](auto& p) { section(p, city::SectionId::Draws).elementBytes = 0; });
    changed("index-outside.city", [](TinyCity& c) { c.indices[5] = 0x7FFFFFFF; });
    changed("draw-of-no-element.city", [](TinyCity& c) { c.draws[1].element = 0xFFFFFFFF; });
    changed("text-outside.city", [](TinyCity& c) { c.elements[0].name = {0xFFFFFFF0, 0x20}; });
    changed("grid-of-nan.city", [](TinyCity& c) { c.heightGrid.stepM = std::numeric_limits<float>::quiet_NaN(); });
    changed("grid-too-big.city", [](TinyCity& c) { c.heightGrid.columns = c.heightGrid.rows = 65536; });
    resealed("block-past-end.city", [&](auto& p) {
        city::Block block;
        std::byte* row = p.data() + section(p, city::SectionId::Blocks).offset;
        std::memcpy(&block, row, sizeof block);
        block.firstVertex = 0xFFFFFFF0;
        std::memcpy(row, &block, sizeof block);
    });
    changed("vertex-before-the-start.city",
            [](TinyCity& c) { c.draws[2].vertexOffset = std::numeric_limits<std::int32_t>::min(); });
}

TEST(FuzzCorpus, EveryBrokenTownIsRefused) {
    if (std::getenv("TWIN_RECORD") != nullptr) recordCityCorpus();
    std::size_t count = 0;
    for (const auto& path : filesOf("city")) {
        const Result<std::string> text = readTextFile(path);
        ASSERT_TRUE(text);
        EXPECT_EQ(fuzzCity(bytesOf(*text)), path.filename() == "good.city") << path;
        ++count;
    }
    EXPECT_GE(count, 15U);
}

TEST(FuzzCorpus, DamagedTownsComeBack) {
    std::mt19937 random{2030};
    for (const auto& path : filesOf("city")) {
        const Result<std::string> text = readTextFile(path);
        ASSERT_TRUE(text);
        for (int i = 0; i < 60; ++i) (void)fuzzCity(bytesOf(damaged(*text, random)));
    }
}

TEST(FuzzCorpus, DamagedTextsInATownComeBack) {
    std::mt19937 random{2024};
    for (int i = 0; i < 400; ++i) {
        TinyCity source;
        std::string& text = i % 4 == 0 ? source.meta : i % 4 == 1 ? source.views : source.strategy;
        text = damaged(text, random);
        (void)fuzzCity(source.bytes());
    }
}

TEST(FuzzCorpus, EveryBrokenJournalLeavesAWholeSession) {
    std::size_t count = 0;
    for (const auto& path : filesOf("journal")) {
        const Result<std::string> text = readTextFile(path);
        ASSERT_TRUE(text);
        EXPECT_EQ(fuzzJournal(*text), path.filename().string().starts_with("good")) << path;
        ++count;
    }
    EXPECT_GE(count, 15U);
}

TEST(FuzzCorpus, DamagedJournalsLeaveAWholeSession) {
    std::mt19937 random{2026};
    for (const auto& path : filesOf("journal")) {
        const Result<std::string> text = readTextFile(path);
        ASSERT_TRUE(text);
        for (int i = 0; i < 60; ++i) (void)fuzzJournal(damaged(*text, random));
    }
}

}  // namespace
}  // namespace twin::test
