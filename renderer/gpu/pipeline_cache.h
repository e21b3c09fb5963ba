// renderer/gpu/pipeline_cache.h: compiled pipelines kept on disk between runs, so that the second start is quick.
#pragma once

#include <filesystem>

#include "renderer/gpu/device.h"

namespace twin::render::gpu {

/// One file a device, driver and set of shaders: a head of ours (size and hash of what follows), then the driver's bytes.
/// A file that is cut off, damaged or of another driver is not shown to the driver (not every driver checks), and is
/// written anew.
/// The eight files written last are kept; those of programs and drivers long replaced go.
/// A folder that cannot be read or written costs time, nothing else.
class PipelineCache {
public:
    /// @param folder  empty: nothing is kept
    PipelineCache(Device& device, const std::filesystem::path& folder, std::uint64_t shaderHash);
    ~PipelineCache();  ///< saves
    PipelineCache(const PipelineCache&) = delete;
    PipelineCache& operator=(const PipelineCache&) = delete;

    [[nodiscard]] VkPipelineCache get() const noexcept { return cache_.get(); }
    /// Written beside and renamed over. Nothing happens when nothing is new.
    void save() noexcept;
    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
    [[nodiscard]] bool foundOnDisk() const noexcept { return found_; }

private:
    Device& device_;
    std::filesystem::path file_;
    PipelineCacheHandle cache_;
    std::size_t savedBytes_ = 0;
    bool found_ = false;
};

}  // namespace twin::render::gpu
