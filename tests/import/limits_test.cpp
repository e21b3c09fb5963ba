// What a hostile or careless file may not do: take too long, too much memory, too many triangles; leave half a file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <random>

#include "tests/import/run.h"

namespace twin::import::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A field of `side` x `side` squares.
fs::path fieldFile(int side) {
    const fs::path file = fs::path{TWIN_TEST_OUTPUT_DIR} / ("field" + std::to_string(side) + ".obj");
    std::ofstream out{file};
    for (int y = 0; y <= side; ++y) {
        for (int x = 0; x <= side; ++x) out << "v " << x << ' ' << (x * y) % 7 << ' ' << y << '\n';
    }
    for (int y = 0; y < side; ++y) {
        for (int x = 1; x <= side; ++x) {
            const int at = y * (side + 1) + x;
            out << "f " << at << ' ' << at + 1 << ' ' << at + side + 2 << ' ' << at + side + 1 << '\n';
        }
    }
    return file;
}

TEST(ImportLimits, TooManyTrianglesAreRefused) {
    const Outcome outcome = runImport(ownFile("good/house.obj"), {"--max-triangles", "11"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.refusal, "the model has more than 11 triangles, the most that is allowed.\n");
    EXPECT_TRUE(runImport(ownFile("good/house.obj"), {"--max-triangles", "12"}).converted());
}

TEST(ImportLimits, TooMuchTimeIsRefused) {
    const fs::path file = fieldFile(700);
    const Outcome outcome = runImport(file, {"--seconds", "1"});
    fs::remove(file);
    EXPECT_EQ(unfit(outcome), "");
    EXPECT_LT(outcome.seconds, 4);
    if (outcome.code == 2) {
        EXPECT_EQ(outcome.refusal, "reading the file takes longer than 1 seconds.\n");
    }
}

TEST(ImportLimits, TooMuchMemoryIsRefused) {
    const fs::path file = fieldFile(300);
    const Outcome outcome = runImport(file, {"--memory-mib", "64"});
    fs::remove(file);
    EXPECT_EQ(unfit(outcome), "");
    if (!kSanitized) {  // the sanitizers need far more addresses than any limit leaves
        EXPECT_EQ(outcome.refusal, "the file would need more than 64 MiB of memory.\n");
    }
}

TEST(ImportLimits, FoldersPipesAndMissingFilesAreRefused) {
    EXPECT_THAT(runImport(ownFile("good")).refusal, HasSubstr("not a file"));
    EXPECT_THAT(runImport(ownFile("good/not_there.obj")).refusal, HasSubstr("not there"));
    const fs::path pipe = fs::path{TWIN_TEST_OUTPUT_DIR} / "pipe.obj";
    fs::remove(pipe);
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_THAT(runImport(pipe).refusal, HasSubstr("not a file"));
    fs::remove(pipe);
}

TEST(ImportLimits, LinksOutOfTheFolderAreNotFollowed) {
    const fs::path folder = fs::path{TWIN_TEST_OUTPUT_DIR} / "up/inner";
    fs::remove_all(folder);
    fs::create_directories(folder);
    fs::copy_file(ownFile("good/house.obj"), folder / "house.obj");
    fs::copy_file(ownFile("good/house.mtl"), folder / "house.mtl");
    fs::create_symlink(ownFile("good/brick.png"), folder / "brick.png");
    const Outcome linked = runImport(folder / "house.obj");
    ASSERT_TRUE(linked.converted());
    EXPECT_EQ(linked.mesh->textures.size(), 0U);
    EXPECT_THAT(linked.notes, HasSubstr("not beside the model"));
}

TEST(ImportLimits, OptionsAreChecked) {
    EXPECT_THAT(runImport(ownFile("good/house.obj"), {"--seconds", "soon"}).refusal, HasSubstr("whole number"));
    EXPECT_THAT(runImport(ownFile("good/house.obj"), {"--quickly"}).refusal, HasSubstr("--quickly is not known"));
    EXPECT_THAT(runImport(ownFile("good/house.obj"), {"-o"}).refusal, HasSubstr("needs a value"));
    EXPECT_THAT(runImport(ownFile("good/house.obj"), {"-o", "/not/there/a.tmesh"}).refusal,
                HasSubstr("cannot be written"));
}

TEST(ImportLimits, FilesWithRandomDamageNeverBreakTheRules) {
    std::mt19937 random{20300611};
    const fs::path folder = fs::path{TWIN_TEST_OUTPUT_DIR} / "damaged";
    fs::create_directories(folder);
    for (const char* const name :
         {"textured.glb", "instances.gltf", "quantised.gltf", "house.obj", "centimetres_z_up.dae", "inches_z_up.fbx",
          "triangles_in_two_colours.ifc", "optional_in_ifc4.ifc", "box.ply"}) {
        if (kSanitized && std::string_view{name}.ends_with("ply")) continue;
        std::ifstream in{ownFile("good") / name, std::ios::binary};
        const std::string whole{std::istreambuf_iterator<char>{in}, {}};
        for (int round = 0; round < 20; ++round) {
            std::string damaged = whole;
            for (int i = 0; i < 1 + round % 4; ++i)
                damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
            if (round % 5 == 0) damaged.resize(random() % damaged.size());
            const fs::path file = folder / (std::to_string(round) + name);
            std::ofstream{file, std::ios::binary} << damaged;
            EXPECT_EQ(unfit(runImport(file, {"--seconds", "2"})), "") << file;
            if (!HasFailure()) fs::remove(file);
        }
    }
}

}  // namespace
}  // namespace twin::import::test
