#include "renderer/gpu/pipeline_cache.h"

#include <cstdio>
#include <string>
#include <system_error>

#include "renderer/gpu/error.h"
#include "scene/base/files.h"
#include "scene/base/hash.h"

namespace twin::render::gpu {

PipelineCache::PipelineCache(Device& device, const std::filesystem::path& folder, std::uint64_t shaderHash)
    : device_{device} {
    std::string known;
    if (!folder.empty()) {
        const std::uint64_t key = hash64(std::as_bytes(std::span{device.identity()}), shaderHash);
        char name[64];
        std::snprintf(name, sizeof name, "pipelines-%016llx.bin", static_cast<unsigned long long>(key));
        file_ = folder / name;
        std::error_code ignored;
        std::filesystem::create_directories(folder, ignored);
        if (Result<std::string> read = readTextFile(file_)) {
            known = std::move(*read);
            found_ = true;
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
    std::string data(bytes, '\0');
    if (vkGetPipelineCacheData(device_.get(), cache_.get(), &bytes, data.data()) != VK_SUCCESS) return;
    data.resize(bytes);
    if (writeFileAtomically(file_, data)) savedBytes_ = bytes;
}

PipelineCache::~PipelineCache() { save(); }

}  // namespace twin::render::gpu
