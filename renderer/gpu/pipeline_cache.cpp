#include "renderer/gpu/pipeline_cache.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>

#include "renderer/gpu/error.h"
#include "scene/base/files.h"
#include "scene/base/hash.h"

namespace twin::render::gpu {

namespace {

struct Head {
    std::array<char, 8> magic{'T', 'W', 'I', 'N', 'P', 'I', 'P', 'E'};
    std::uint64_t bytes = 0;
    std::uint64_t hash = 0;
};

Head headOf(std::string_view data) {
    Head head;
    head.bytes = data.size();
    head.hash = hash64(data, 0);
    return head;
}

/// What the driver wrote, or nothing when the file is not whole or not of this device and driver.
std::string_view driverBytes(std::string_view file, VkPhysicalDevice physical) {
    if (file.size() < sizeof(Head) + sizeof(VkPipelineCacheHeaderVersionOne)) return {};
    Head head;
    std::memcpy(&head, file.data(), sizeof head);
    const std::string_view data = file.substr(sizeof head);
    const Head whole = headOf(data);
    if (head.magic != whole.magic || head.bytes != whole.bytes || head.hash != whole.hash) return {};
    VkPipelineCacheHeaderVersionOne theirs;
    std::memcpy(&theirs, data.data(), sizeof theirs);
    VkPhysicalDeviceProperties ours{};
    vkGetPhysicalDeviceProperties(physical, &ours);
    const bool same = theirs.headerVersion == VK_PIPELINE_CACHE_HEADER_VERSION_ONE &&
                      theirs.vendorID == ours.vendorID && theirs.deviceID == ours.deviceID &&
                      std::memcmp(theirs.pipelineCacheUUID, ours.pipelineCacheUUID, VK_UUID_SIZE) == 0;
    return same ? data : std::string_view{};
}

}  // namespace

PipelineCache::PipelineCache(Device& device, const std::filesystem::path& folder, std::uint64_t shaderHash)
    : device_{device} {
    std::string read;
    std::string_view known;
    if (!folder.empty()) {
        const std::uint64_t key = hash64(std::as_bytes(std::span{device.identity()}), shaderHash);
        char name[64];
        std::snprintf(name, sizeof name, "pipelines-%016llx.bin", static_cast<unsigned long long>(key));
        file_ = folder / name;
        std::error_code ignored;
        std::filesystem::create_directories(folder, ignored);
        if (Result<std::string> file = readTextFile(file_)) {
            read = std::move(*file);
            known = driverBytes(read, device.physical());
            found_ = !known.empty();
        }
    }
    VkPipelineCacheCreateInfo info{VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO};
    info.initialDataSize = known.size();
    info.pInitialData = known.data();
    VkPipelineCache cache = VK_NULL_HANDLE;
    check(vkCreatePipelineCache(device.get(), &info, nullptr, &cache), "make the pipeline cache");
    cache_ = PipelineCacheHandle(cache, device.deletions(), "pipelines");
    savedBytes_ = known.size();
}

void PipelineCache::save() noexcept {
    if (file_.empty()) return;
    std::size_t bytes = 0;
    if (vkGetPipelineCacheData(device_.get(), cache_.get(), &bytes, nullptr) != VK_SUCCESS) return;
    if (bytes == savedBytes_) return;
    std::string file(sizeof(Head) + bytes, '\0');
    if (vkGetPipelineCacheData(device_.get(), cache_.get(), &bytes, file.data() + sizeof(Head)) != VK_SUCCESS) return;
    file.resize(sizeof(Head) + bytes);
    const Head head = headOf(std::string_view{file}.substr(sizeof head));
    std::memcpy(file.data(), &head, sizeof head);
    if (writeFileAtomically(file_, file)) savedBytes_ = bytes;
}

PipelineCache::~PipelineCache() { save(); }

}  // namespace twin::render::gpu
