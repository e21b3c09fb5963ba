// renderer/gpu/shader_store.h: SPIR-V by name, from inside the program or, in debug builds, compiled anew from changed sources.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace twin::render::gpu {

/// SPIR-V as embedded by twin_shaders(): names like "sky.frag.spv". Defined by shader_bytes.cpp.
[[nodiscard]] std::span<const std::uint32_t> embeddedSpirv(std::string_view name);
/// Over all embedded shaders, in order of their names.
[[nodiscard]] std::uint64_t embeddedHash();

class ShaderStore {
public:
    /// @param sources  folder of the GLSL files to watch; empty: only what is embedded
    explicit ShaderStore(std::filesystem::path sources);

    /// Empty when there is no such shader. `name` is the source's name: "sky.frag".
    [[nodiscard]] std::span<const std::uint32_t> spirv(const std::string& name) const;

    /// Recompiles with glslc what is newer than when it was last looked at (a header counts for all).
    /// @param changed   gets the names of shaders that compiled and are new
    /// @return          messages of those that did not compile
    [[nodiscard]] std::vector<std::string> refresh(std::vector<std::string>& changed);

private:
    [[nodiscard]] std::filesystem::file_time_type newest(bool headersOnly) const;

    std::filesystem::path sources_;
    std::map<std::string, std::vector<std::uint32_t>> compiled_;
    std::filesystem::file_time_type lastLook_ = std::filesystem::file_time_type::min();
};

}  // namespace twin::render::gpu
