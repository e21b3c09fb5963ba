// renderer/gpu/choice.h: which of the devices that are there is used, and what is said about the others.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "renderer/gpu/bringup.h"
#include "renderer/gpu/facts.h"

namespace twin::render::gpu {

struct Verdict {
    bool usable = false;
    bool chosen = false;
    std::string reason;
};

/// One verdict a device, in order; at most one is chosen: the usable one of the best rank, the first among equals. Pure.
[[nodiscard]] std::vector<Verdict> judge(std::span<const DeviceFacts> devices, std::string_view pretendMissing = {});

/// "llvmpipe lacks the feature x; ..." for an error, when nothing was chosen.
[[nodiscard]] std::string allReasons(std::span<const DeviceFacts> devices, std::span<const Verdict> verdicts);

/// What the devices of an instance say about themselves. `surface` may be null.
struct Seen {
    std::vector<VkPhysicalDevice> handles;
    std::vector<DeviceFacts> facts;
};
[[nodiscard]] Seen lookAround(VkInstance instance, VkSurfaceKHR surface);

}  // namespace twin::render::gpu
