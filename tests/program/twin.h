// tests/program/twin.h: the program `twin` with the baked town, low quality, small pictures and a home of its own.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/program/picture.h"
#include "tests/program/run.h"

namespace twin::test {

using Arguments = std::vector<std::string>;

[[nodiscard]] std::string twinProgram();
[[nodiscard]] std::string townFile();

/// State, settings and pictures below testFolder(); caches shared by all tests; the software device; no display.
[[nodiscard]] Environment ownHome();
/// Where a window of ownHome() would keep its journal for recovery.
[[nodiscard]] std::filesystem::path recoveryFolderOfTest();

/// `twin` with just these arguments.
[[nodiscard]] Outcome twinWith(const Arguments& arguments, const Environment& more = {});
/// `twin TOWN` with these arguments.
[[nodiscard]] Outcome twinInTown(Arguments arguments, const Environment& more = {});

/// What every picture starts with: TOWN --quality low --size 320x180 --hour 12:00 --view VIEW
[[nodiscard]] Arguments lookAt(const std::string& view);

/// `twin` with these arguments and `--shot`; a failure of the test when it does not exit 0 with a picture.
/// The file is testFolder()/NAME.png.
[[nodiscard]] Picture shoot(const std::string& name, Arguments arguments, const Environment& more = {});

[[nodiscard]] nlohmann::json readJson(const std::filesystem::path& path);  ///< an empty object when it is none

/// "" when the program ended with this code and said one clear sentence on the standard error, and nothing else.
[[nodiscard]] std::string notRefused(const Outcome& outcome, int code);

/// A script of commands, one a line, below testFolder().
[[nodiscard]] std::string script(const std::string& name, const std::vector<std::string>& lines);

/// An OBJ file of a red block, metres.
[[nodiscard]] std::string blockModel(double sideM, double heightM);

}  // namespace twin::test
