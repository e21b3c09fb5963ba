#include "renderer/gpu/shader_store.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "scene/base/files.h"
#include "scene/base/hash.h"
#include "shaders.h"  // made by twin_embed

namespace twin::render::gpu {

namespace {

bool isShader(const std::filesystem::path& path) {
    const std::string ending = path.extension().string();
    return ending == ".vert" || ending == ".frag" || ending == ".comp";
}

/// For the shell: in single quotes, with single quotes escaped.
std::string quoted(const std::filesystem::path& path) {
    std::string text = "'";
    for (const char c : path.string()) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

}  // namespace

std::span<const std::uint32_t> embeddedSpirv(std::string_view name) {
    const auto bytes = embedded::bytes_shaders(name);
    if (!bytes) return {};
    return {reinterpret_cast<const std::uint32_t*>(bytes->data()), bytes->size() / sizeof(std::uint32_t)};
}

std::uint64_t embeddedHash() {
    std::uint64_t hash = 0;
    for (const std::string_view name : embedded::names_shaders()) {
        hash = hash64(*embedded::bytes_shaders(name), hash64(name, hash));
    }
    return hash;
}

ShaderStore::ShaderStore(std::filesystem::path sources) : sources_{std::move(sources)} {
    if (!sources_.empty()) lastLook_ = newest(false);
}

std::span<const std::uint32_t> ShaderStore::spirv(const std::string& name) const {
    if (const auto own = compiled_.find(name); own != compiled_.end()) return own->second;
    return embeddedSpirv(name + ".spv");
}

std::filesystem::file_time_type ShaderStore::newest(bool headersOnly) const {
    auto latest = std::filesystem::file_time_type::min();  // not {}: the clock of libstdc++ begins in 2174
    std::error_code ignored;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sources_, ignored)) {
        if (!entry.is_regular_file(ignored)) continue;
        const bool header = entry.path().extension() == ".h" || entry.path().extension() == ".glsl";
        if (!header && (headersOnly || !isShader(entry.path()))) continue;
        latest = std::max(latest, entry.last_write_time(ignored));
    }
    return latest;
}

std::vector<std::string> ShaderStore::refresh(std::vector<std::string>& changed) {
    std::vector<std::string> messages;
    if (sources_.empty()) return messages;
    const std::filesystem::file_time_type latest = newest(false);
    if (latest <= lastLook_) return messages;
    const bool all = newest(true) > lastLook_;
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("twin-shaders-" + std::to_string(getpid()));
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sources_, ignored)) {
        if (!entry.is_regular_file(ignored) || !isShader(entry.path())) continue;
        if (!all && entry.last_write_time(ignored) <= lastLook_) continue;
        const std::string name = entry.path().filename().string();
        const std::filesystem::path out = folder / (name + ".spv");
        const std::filesystem::path log = folder / (name + ".log");
        const std::string command = "glslc --target-env=vulkan1.3 -O -g -I" + quoted(sources_.parent_path()) + " -o " +
                                    quoted(out) + " " + quoted(entry.path()) + " 2>" + quoted(log);
        if (std::system(command.c_str()) != 0) {  // NOLINT(cert-env33-c): a tool of the developer, with our own words
            const Result<std::string> text = readTextFile(log);
            messages.push_back(text && !text->empty() ? *text : name + ": glslc failed; is it installed?");
            continue;
        }
        const Result<std::string> bytes = readTextFile(out);
        constexpr std::uint32_t kSpirvMagic = 0x07230203;
        std::uint32_t magic = 0;
        if (bytes && bytes->size() >= sizeof magic) std::memcpy(&magic, bytes->data(), sizeof magic);
        if (!bytes || bytes->size() % 4 != 0 || magic != kSpirvMagic) {
            messages.push_back(name + ": the compiled shader could not be read");
            continue;
        }
        std::vector<std::uint32_t> words(bytes->size() / 4);
        std::memcpy(words.data(), bytes->data(), bytes->size());
        if (words != compiled_[name]) {
            compiled_[name] = std::move(words);
            changed.push_back(name);
        }
    }
    std::filesystem::remove_all(folder, ignored);
    lastLook_ = latest;
    return messages;
}

}  // namespace twin::render::gpu
