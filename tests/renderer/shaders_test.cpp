// Shaders reload while running; one that does not compile keeps the old pipeline. And they stay cheap to compile.
#include <filesystem>
#include <fstream>
#include <map>
#include <span>

#include "renderer/gpu/shader_store.h"
#include "scene/base/files.h"
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

class ReloadTest : public PictureTest {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path(TWIN_TEST_OUTPUT_DIR) /
                  ::testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        std::filesystem::copy(std::filesystem::path(TWIN_SOURCE_DIR) / "shaders", folder_ / "shaders",
                              std::filesystem::copy_options::recursive);
        CreateInfo info = usual();
        info.shaderSourceFolder = folder_ / "shaders";
        start(info);
    }
    /// Writes a shader and makes it newer than any other, whatever the clock's grain.
    void write(const std::string& name, const std::string& text) {
        const std::filesystem::path path = folder_ / "shaders" / name;
        std::ofstream(path) << text;
        std::filesystem::last_write_time(
            path, std::filesystem::file_time_type::clock::now() + std::chrono::seconds(++newer_));
    }
    [[nodiscard]] std::string read(const std::string& name) const { return *readTextFile(folder_ / "shaders" / name); }

    std::filesystem::path folder_;
    int newer_ = 1;
};

TEST_F(ReloadTest, AChangedShaderChangesThePicture) {
    const Image before = draw(usualView());
    EXPECT_TRUE(renderer().reloadShaders().empty());
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0) << "nothing was changed";
    std::string post = read("post.frag");
    const std::size_t end = post.rfind("outColour = vec4(colour, 1.0);");
    ASSERT_NE(end, std::string::npos);
    post.replace(end, 30, "outColour = vec4(1.0, 0.0, 1.0, 1.0);");
    write("post.frag", post);
    const std::vector<std::string> messages = renderer().reloadShaders();
    EXPECT_TRUE(messages.empty()) << messages.front();
    EXPECT_NEAR(meanOf(draw(usualView()), {0, 0, 320, 180}).g, 0, 1);
}

TEST_F(ReloadTest, ABrokenShaderKeepsTheOldPipelineAndSaysWhy) {
    const Image before = draw(usualView());
    write("post.frag", "#version 460\nvoid main() { this is no shader }\n");
    const std::vector<std::string> messages = renderer().reloadShaders();
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_NE(messages[0].find("post.frag"), std::string::npos) << messages[0];
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0);
}

TEST_F(ReloadTest, AShaderThatIsGoneKeepsTheOldPipeline) {
    const Image before = draw(usualView());
    std::filesystem::remove(folder_ / "shaders" / "post.frag");
    write("sky.frag", read("sky.frag"));  // another one is looked at
    EXPECT_TRUE(renderer().reloadShaders().empty());
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0);
    std::filesystem::remove_all(folder_ / "shaders");
    (void)renderer().reloadShaders();
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0);
}

/// Names and words of what the build has embedded.
std::map<std::string, std::span<const std::uint32_t>> embeddedShaders() {
    std::map<std::string, std::span<const std::uint32_t>> shaders;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(TWIN_SOURCE_DIR) / "shaders")) {
        const std::string name = entry.path().filename().string();
        const auto words = render::gpu::embeddedSpirv(name + ".spv");
        if (!words.empty()) shaders[name] = words;
    }
    return shaders;
}

TEST(Shaders, LookTablesUpByAddress) {
    // Mesa's software device makes a branch a lane and word of a look through a storage descriptor.
    constexpr std::uint32_t kFirstInstruction = 5, kOpVariable = 59, kStorageBuffer = 12;
    const auto shaders = embeddedShaders();
    EXPECT_GT(shaders.size(), 50U);
    for (const auto& [name, words] : shaders) {
        for (std::size_t at = kFirstInstruction; at < words.size(); at += std::max(words[at] >> 16U, 1U)) {
            const bool storage = (words[at] & 0xFFFFU) == kOpVariable && words[at + 3] == kStorageBuffer;
            EXPECT_FALSE(storage) << name;
        }
    }
}

TEST(Shaders, OfTheFirstPictureOnTheSoftwareLevelAreSmall) {
    // Compiling takes some 3 ms a thousand bytes there, and a first start waits for each. tree_cull.comp has 29 000.
    for (const auto& [name, words] : embeddedShaders()) {
        const bool first = name.starts_with("lean") || name.starts_with("sky_") || name.starts_with("draw_") ||
                           name == "tree_cull.comp" || name == "tree_scan.comp" || name == "tree_write.comp" ||
                           name == "shadow.vert" || name == "far_tree_shadow.vert";
        EXPECT_TRUE(!first || words.size_bytes() < 36'000U) << name << ": " << words.size_bytes();
    }
}

}  // namespace
}  // namespace twin::test
