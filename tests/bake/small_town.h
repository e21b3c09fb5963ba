// tests/bake/small_town.h: the town of four tiles in tests/bake/small, read and baked for tests.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tools/bake/bake.h"
#include "tools/bake/source/sources.h"
#include "tools/bake/terrain/terrain.h"

namespace twin::bake::testing {

inline std::filesystem::path smallFolder() { return std::filesystem::path{TWIN_SOURCE_DIR} / "tests/bake/small"; }

/// A fresh folder below the tests' output.
inline std::filesystem::path scratch(const std::string& name) {
    const std::filesystem::path folder = std::filesystem::path{TWIN_TEST_OUTPUT_DIR} / name;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

inline const Sources& smallSources() {
    static const Sources sources = [] {
        Faults faults;
        Result<Sources> read = readSources(smallFolder(), faults);
        for (const Fault& fault : faults.all()) ADD_FAILURE() << fault.text();
        if (!read) {
            ADD_FAILURE() << read.error().what;
            return Sources{};
        }
        return std::move(*read);
    }();
    return sources;
}

inline const std::vector<std::byte>& smallCity() {
    static const std::vector<std::byte> bytes = [] {
        Result<std::vector<std::byte>> baked = bake::bake(smallSources(), [](std::string_view, double) {});
        if (!baked) {
            ADD_FAILURE() << baked.error().what;
            return std::vector<std::byte>{};
        }
        return std::move(*baked);
    }();
    return bytes;
}

}  // namespace twin::bake::testing
