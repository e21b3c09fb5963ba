// Every file of a folder is converted or refused with one sentence; and just those are refused that are listed here.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "tests/import/run.h"

namespace twin::import::test {
namespace {

namespace fs = std::filesystem;

struct Folder {
    const char* name;                    ///< in ../shared/data
    const char* own;                     ///< stands in for it where that is missing
    bool whole;                          ///< its files are good but for those in `refused`
    std::vector<std::string> refused{};  ///< file names
};

void PrintTo(const Folder& folder, std::ostream* out) { *out << folder.name; }

const std::set<std::string> kBeside{".bin", ".png", ".jpg", ".jpeg", ".tga", ".ktx2", ".webp", ".mtl", ".md", ".txt"};

std::vector<fs::path> modelsIn(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        const std::string ending = entry.path().extension().string();
        if (!entry.is_regular_file() || kBeside.contains(ending)) continue;
        if (ending == ".json") continue;  // reports of the validator, tilesets
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

class ImportFolder : public testing::TestWithParam<Folder> {};

TEST_P(ImportFolder, EveryFileIsConvertedOrRefusedWithOneSentence) {
    const Folder& wanted = GetParam();
    const auto shared = sharedFile(wanted.name);
    if (!shared) std::printf("../shared/data/%s is not there; own files only\n", wanted.name);
    const fs::path folder = shared.value_or(ownFile(wanted.own));
    std::size_t converted = 0, refused = 0;
    double longest = 0;
    for (const fs::path& file : modelsIn(folder)) {
        const std::string name = fs::relative(file, folder).string();
        if (kSanitized && name == "huge_count.ply") continue;  // one of our own, where ../shared is not there: run.h
        const Outcome outcome = runImport(file, {"--seconds", "20"});
        EXPECT_EQ(unfit(outcome), "") << name;
        (outcome.code == 0 ? converted : refused) += 1;
        longest = std::max(longest, outcome.seconds);
        if (outcome.code != 0 && wanted.whole) std::printf("refused  %-48s %s", name.c_str(), outcome.refusal.c_str());
        if (outcome.code == 0 && !wanted.whole) std::printf("converted  %s\n", name.c_str());
        if (!shared || !wanted.whole) continue;
        const auto& list = wanted.refused;
        const bool expected = std::find(list.begin(), list.end(), file.filename().string()) != list.end();
        EXPECT_EQ(outcome.code != 0, expected) << name << ": " << outcome.refusal;
    }
    std::printf("%s: %zu converted, %zu refused, longest %.2f s\n", wanted.name, converted, refused, longest);
    EXPECT_GT(converted + refused, 0U);
    EXPECT_LT(longest, 20);
}

const std::array<Folder, 5> kFolders{{
    {"gltf", "good", true, {"24_gpu_instancing.gltf"}},
    {"mesh",
     "good",
     true,
     {"max_geometry_transform_6100_ascii.fbx", "number_formats.obj", "point_cloud.obj", "invalid-face-definition.obj",
      "issue-140-zero-face-idx.obj"}},
    {"ifc", "good", true, {"tessellation-with-image-texture.ifc"}},
    {"gltf_invalid", "broken", false},
    {"malformed", "broken", false},
}};

INSTANTIATE_TEST_SUITE_P(SharedData, ImportFolder, testing::ValuesIn(kFolders),
                         [](const auto& information) { return std::string{information.param.name}; });

TEST(ImportOwnFiles, EveryGoodOneIsConverted) {
    for (const fs::path& file : modelsIn(ownFile("good"))) {
        const Outcome outcome = runImport(file);
        EXPECT_TRUE(outcome.converted()) << file << ": " << outcome.refusal;
        EXPECT_EQ(unfit(outcome), "") << file;
        if (outcome.mesh && file.filename() != "sparse.gltf") {  // its corners move away from their normals
            EXPECT_EQ(trianglesAgainstNormals(*outcome.mesh), 0U) << file;
        }
    }
}

TEST(ImportOwnFiles, EveryBrokenOneIsRefusedWithItsReason) {
    const std::array<std::pair<const char*, const char*>, 31> reasons{{
        {"attributes_differ.gltf", "number of normals"},
        {"brackets.gltf", "JSON cannot be read"},
        {"chunk_too_long.glb", "reaches past its end"},
        {"circle_of_nodes.gltf", "its own ancestor"},
        {"cut_off.dae", "malformed XML"},
        {"cut_off.fbx", "FBX"},
        {"cut_off.glb", "cut off"},
        {"cut_off.ifc", "cut off inside a record"},
        {"deep.gltf", "nested too deeply"},
        {"empty.glb", "is empty"},
        {"empty.obj", "is empty"},
        {"file_not_there.gltf", "not_there.bin is not beside it"},
        {"file_on_network.gltf", "on a network"},
        {"file_outside.gltf", "is not beside it"},
        {"gltf_1.gltf", "only glTF 2"},
        {"huge_count.gltf", "4000000000 elements"},
        {"huge_count.ply", ""},
        {"huge_count.stl", "STL"},
        {"index_too_large.gltf", "not there"},
        {"index_too_large.obj", "out of range"},
        {"nan_only.obj", "no surfaces"},
        {"no_ending", "no ending"},
        {"no_json.gltf", "JSON cannot be read"},
        {"not_step.ifc", "not a STEP file"},
        {"other_schema.ifc", "AUTOMOTIVE_DESIGN"},
        {"own_parent.ifc", ""},
        {"plan.dwg", "kind dwg"},
        {"points_only.obj", "no surfaces"},
        {"unknown_extension.gltf", "EXT_from_the_future"},
        {"version_1.glb", "version 1, not 2"},
        {"view_too_long.gltf", "reaches past its buffer"},
    }};
    EXPECT_EQ(modelsIn(ownFile("broken")).size(), reasons.size());
    for (const auto& [name, reason] : reasons) {
        if (kSanitized && std::string_view{name} == "huge_count.ply") continue;
        const Outcome outcome = runImport(ownFile("broken") / name);
        EXPECT_EQ(outcome.code, 2) << name;
        EXPECT_EQ(unfit(outcome), "") << name;
        EXPECT_NE(outcome.refusal.find(reason), std::string::npos) << name << ": " << outcome.refusal;
    }
}

}  // namespace
}  // namespace twin::import::test
