// tests/replay/files.h: a folder of its own for each test.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "scene/base/files.h"
#include "scene/session/journal.h"
#include "tests/scene/tiny_city.h"

namespace twin::session {

class FolderTest : public testing::Test {
protected:
    void SetUp() override {
        const testing::TestInfo* info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::path{TWIN_TEST_OUTPUT_DIR} / info->test_suite_name() / info->name();
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    std::filesystem::path write(const std::string& name, const std::string& text) {
        const Result<Ok> written = writeFileAtomically(folder_ / name, std::string_view{text});
        EXPECT_TRUE(written) << test::errorOf(written);
        return folder_ / name;
    }
    static std::string read(const std::filesystem::path& path) {
        const Result<std::string> text = readTextFile(path);
        EXPECT_TRUE(text) << test::errorOf(text);
        return text ? *text : std::string{};
    }
    static bool says(const std::string& error, const std::string& part) {
        return error.find(part) != std::string::npos;
    }

    std::filesystem::path folder_;
    test::Town town_;
};

}  // namespace twin::session
