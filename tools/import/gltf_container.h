// tools/import/gltf_container.h: a glTF 2.0 file as JSON and bytes: GLB or text, buffers inside, in data URIs or beside.
//
// glTF is read here and not by Assimp: version 5.2 of it neither knows meshopt compression nor GPU instancing, and what
// it does with broken accessors is a matter of luck.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tools/import/folder.h"
#include "tools/import/report.h"

namespace twin::import {

using Json = nlohmann::json;

/// Throws Refusal "the file is not valid glTF: " + why.
[[noreturn]] void badGltf(const std::string& why);

// Members of a JSON object, asked for with the kind they must have. A wrong kind is a refusal, an absent one is not.
[[nodiscard]] const Json* member(const Json& object, const char* name);   ///< nullptr when absent
[[nodiscard]] const Json& arrayOf(const Json& object, const char* name);  ///< empty when absent
[[nodiscard]] std::optional<std::uint64_t> wholeNumber(const Json& object, const char* name);
[[nodiscard]] double number(const Json& object, const char* name, double otherwise);
[[nodiscard]] std::string text(const Json& object, const char* name);  ///< "" when absent
[[nodiscard]] bool truth(const Json& object, const char* name, bool otherwise);
/// `count` numbers; `otherwise` when absent.
[[nodiscard]] std::vector<double> numbers(const Json& object, const char* name, std::vector<double> otherwise);
[[nodiscard]] const Json* extension(const Json& object, const char* name);  ///< nullptr when absent

class GltfContainer {
public:
    /// Reads the file, checks version and required extensions. Throws Refusal.
    GltfContainer(const std::filesystem::path& file, const ModelFolder& folder);

    [[nodiscard]] const Json& root() const noexcept { return root_; }
    /// Entry `index` of a top-level array ("accessors"); throws Refusal when there is none.
    [[nodiscard]] const Json& entry(const char* array, std::uint64_t index) const;
    [[nodiscard]] std::size_t countOf(const char* array) const;

    /// The bytes of a buffer view, decompressed where it is compressed.
    [[nodiscard]] std::span<const std::byte> view(std::uint64_t index);
    /// What a "uri" names: a data URI or a file that belongs to the model. Throws Refusal.
    [[nodiscard]] std::vector<std::byte> uri(const std::string& uri) const;
    [[nodiscard]] const ModelFolder& folder() const noexcept { return folder_; }

private:
    void readBinary(std::span<const std::byte> bytes);
    void parse(std::span<const std::byte> text);
    void checkAsset() const;
    [[nodiscard]] std::span<const std::byte> buffer(std::uint64_t index);
    [[nodiscard]] std::span<const std::byte> slice(const Json& view);

    const ModelFolder& folder_;
    Json root_;
    std::optional<std::vector<std::byte>> binary_;  ///< the BIN chunk
    std::vector<std::optional<std::vector<std::byte>>> buffers_;
    std::vector<std::optional<std::vector<std::byte>>> decompressed_;  ///< by buffer view
};

}  // namespace twin::import
