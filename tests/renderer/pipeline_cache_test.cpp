// The pipeline cache on disk: damage and other drivers' files are not shown to the driver, and are written anew.
#include "renderer/gpu/pipeline_cache.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <vector>

#include "scene/base/files.h"
#include "scene/base/hash.h"

namespace twin::test {
namespace {

using render::gpu::PipelineCache;

constexpr std::size_t kHeadBytes = 24;  // magic, size and hash

class CacheOnDisk : public ::testing::Test {
protected:
    CacheOnDisk() {
        folder = std::filesystem::path(TWIN_TEST_OUTPUT_DIR) /
                 ::testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::remove_all(folder);
        {
            const PipelineCache first(device, folder, 7);
            EXPECT_FALSE(first.foundOnDisk());
            file = first.file();
        }
        good = *readTextFile(file);
    }
    [[nodiscard]] bool found() {
        const PipelineCache cache(device, folder, 7);
        return cache.foundOnDisk();
    }
    /// This file is ignored, and a good one stands there afterwards.
    void expectIgnored(const std::string& bytes) {
        ASSERT_TRUE(writeFileAtomically(file, bytes));
        EXPECT_FALSE(found());
        EXPECT_TRUE(found()) << "it was not written anew";
    }
    /// The driver's bytes changed by someone who then got our head right.
    [[nodiscard]] static std::string withHead(const std::string& data) {
        std::string head(kHeadBytes, '\0');
        const std::uint64_t bytes = data.size();
        const std::uint64_t hash = hash64(std::string_view{data}, 0);
        std::memcpy(head.data(), "TWINPIPE", 8);
        std::memcpy(head.data() + 8, &bytes, 8);
        std::memcpy(head.data() + 16, &hash, 8);
        return head + data;
    }

    render::gpu::Counters counters;
    render::gpu::Device device{{false, {}, {}, {}, &counters, 0}};
    std::filesystem::path folder, file;
    std::string good;
};

TEST_F(CacheOnDisk, IsFoundByTheNextStart) {
    EXPECT_TRUE(found());
    EXPECT_EQ(withHead(good.substr(kHeadBytes)), good) << "the head has changed; so must these tests";
}

TEST_F(CacheOnDisk, CutOffAnywhere) {
    for (const std::size_t length : {std::size_t{0}, std::size_t{5}, kHeadBytes, kHeadBytes + 31, good.size() - 1})
        expectIgnored(good.substr(0, length));
}

TEST_F(CacheOnDisk, OneByteWrong) {
    for (const std::size_t place : {std::size_t{0}, std::size_t{8}, std::size_t{20}, kHeadBytes, good.size() - 1}) {
        std::string bad = good;
        bad[place] = static_cast<char>(bad[place] ^ 0x20);
        expectIgnored(bad);
    }
}

TEST_F(CacheOnDisk, OfAnotherDriver) {
    for (const std::size_t field : {std::size_t{4}, std::size_t{8}, std::size_t{12}, std::size_t{16}}) {
        // Version, vendor, device and UUID of the driver's own header.
        std::string data = good.substr(kHeadBytes);
        data[field] = static_cast<char>(data[field] ^ 1);
        expectIgnored(withHead(data));
    }
}

TEST_F(CacheOnDisk, OfAnotherShaderSetIsAnotherFile) {
    const PipelineCache other(device, folder, 8);
    EXPECT_FALSE(other.foundOnDisk());
    EXPECT_NE(other.file(), file);
}

TEST_F(CacheOnDisk, KeepsTheEightWrittenLast) {
    ASSERT_TRUE(writeFileAtomically(folder / "pipelines-of-somebody.txt", "not ours"));
    std::vector<std::filesystem::path> files{file};
    for (std::uint64_t i = 0; i < 10; ++i) {
        for (std::size_t k = 0; k < files.size();
             ++k) {  // a file of an hour each, whatever the file system's clock can tell
            std::error_code gone;
            const auto age = std::chrono::hours(files.size() - k);
            std::filesystem::last_write_time(files[k], std::filesystem::file_time_type::clock::now() - age, gone);
        }
        files.push_back(PipelineCache(device, folder, 100 + i).file());
    }
    for (std::size_t k = 0; k < files.size(); ++k)
        EXPECT_EQ(std::filesystem::exists(files[k]), k + 8 >= files.size()) << "number " << k;
    EXPECT_TRUE(std::filesystem::exists(folder / "pipelines-of-somebody.txt"));
}

}  // namespace
}  // namespace twin::test
