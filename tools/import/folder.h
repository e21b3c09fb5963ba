// tools/import/folder.h: the files beside the model that it may name: those in its folder and in the folder above, and
// below them. Never another, whatever the path inside the model says and wherever a link leads.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace twin::import {

class ModelFolder {
public:
    explicit ModelFolder(const std::filesystem::path& model);

    /// The file a model means by `reference`: a path relative to it. Backslashes count as slashes; of an absolute path,
    /// or one that leads nowhere, the bare name is looked for beside the model and in textures/, ignoring case.
    [[nodiscard]] std::optional<std::filesystem::path> find(std::string_view reference) const;
    /// Whether `file` is a plain file inside. Links are followed first.
    [[nodiscard]] bool allows(const std::filesystem::path& file) const;

private:
    std::filesystem::path folder_;  ///< canonical
    std::filesystem::path root_;    ///< canonical: the folder above, or folder_ itself right below "/"
};

/// The whole file; throws Refusal when it cannot be read or is larger than `mostBytes`.
[[nodiscard]] std::vector<std::byte> readBytes(const std::filesystem::path& file, std::uintmax_t mostBytes);

}  // namespace twin::import
