// renderer/gpu/drivers_kept.h: drivers that stay loaded from one device to the next.
#pragma once

#include "renderer/gpu/bringup.h"

namespace twin::render::gpu {

/// An instance of its own, while which lives the loader lets go of no driver: NVIDIA's (580) answers no more than 29 times
/// in a process if it is unloaded each time. Does nothing where no driver answers.
class DriversKept {
public:
    DriversKept();
    ~DriversKept();
    DriversKept(const DriversKept&) = delete;
    DriversKept& operator=(const DriversKept&) = delete;

private:
    Counters counters_;
    InstanceMade made_;
};

}  // namespace twin::render::gpu
