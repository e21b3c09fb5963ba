// app/base/paths.h: where the program stands, where it finds its town, and where pictures go.
#pragma once

#include <filesystem>
#include <optional>

namespace twin::app {

/// Folder of the running program.
[[nodiscard]] std::filesystem::path programFolder();
/// ./build/krasnik.city, ./krasnik.city, beside the build (../../krasnik.city and ../krasnik.city from the program), installed.
[[nodiscard]] std::optional<std::filesystem::path> findCity();
/// ~/Pictures (XDG) when there is one, else the working folder.
[[nodiscard]] std::filesystem::path picturesFolder();
/// $XDG_CACHE_HOME/krasnik-twin, else ~/.cache/krasnik-twin; empty when there is no home.
[[nodiscard]] std::filesystem::path cacheFolder();
/// A name in `folder` that is not taken: stem.png, stem-2.png, ...
[[nodiscard]] std::filesystem::path freeName(const std::filesystem::path& folder, const std::string& stem,
                                             const char* extension);

}  // namespace twin::app
