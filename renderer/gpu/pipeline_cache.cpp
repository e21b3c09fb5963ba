#include "renderer/gpu/pipeline_cache.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "renderer/gpu/error.h"
#include "scene/base/files.h"
#include "scene/base/hash.h"

namespace twin::render::gpu {

namespace {

constexpr std::string_view kFilePrefix = "pipelines-", kFileSuffix = ".bin";

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

/// Files of programs and drivers long replaced: all but the few written last go.
void forgetOld(const std::filesystem::path& folder) {
    constexpr std::size_t kKept = 8;
    std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> files;
    std::error_code fault;
    for (std::filesystem::directory_iterator entry(folder, fault), end; !fault && entry != end;
         entry.increment(fault)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with(kFilePrefix) || !name.ends_with(kFileSuffix)) continue;
        std::error_code unreadable;
        const auto written = std::filesystem::last_write_time(entry->path(), unreadable);
        if (!unreadable) files.emplace_back(written, entry->path());
    }
    std::sort(files.begin(), files.end(), std::greater{});
    for (std::size_t i = kKept; i < files.size(); ++i) std::filesystem::remove(files[i].second, fault);
}

}  // namespace

PipelineCache::PipelineCache(Device& device, const std::filesystem::path& folder, std::uint64_t shaderHash)
    : device_{device} {
    std::string read;
    std::string_view known;
    if (!folder.empty()) {
        const std::uint64_t key = hash64(std::as_bytes(std::span{device.identity()}), shaderHash);
        char digits[24];
        std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(key));
        file_ = folder / (std::string{kFilePrefix} + digits + std::string{kFileSuffix});
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
    if (!writeFileAtomically(file_, file)) return;
    savedBytes_ = bytes;
    forgetOld(file_.parent_path());
}

PipelineCache::~PipelineCache() { save(); }

}  // namespace twin::render::gpu
