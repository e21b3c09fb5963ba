// renderer/gpu/error.h: failures inside the renderer.
//
// Below the public face a failed Vulkan call throws GpuError; renderer.cpp catches it at every public function and
// hands back an Error. Nothing of ours lets a VkResult fall unseen: every call goes through check().
#pragma once

#include <vulkan/vulkan.h>

#include <stdexcept>
#include <string>

#include "scene/base/result.h"

namespace twin::render::gpu {

/// "VK_ERROR_DEVICE_LOST" from its number.
[[nodiscard]] const char* nameOf(VkResult result) noexcept;

class GpuError : public std::runtime_error {
public:
    GpuError(Errc code, const std::string& what) : std::runtime_error(what), code_{code} {}
    [[nodiscard]] Errc code() const noexcept { return code_; }
    [[nodiscard]] Error asError() const { return {code_, what()}; }

private:
    Errc code_;
};

/// Throws unless the call went well; `doing` says what was tried ("create the swapchain").
void check(VkResult result, const char* doing);
/// The same for what is made; `what` is its name ("shadow map").
void checkMade(VkResult result, const char* what);

}  // namespace twin::render::gpu
