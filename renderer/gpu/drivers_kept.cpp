#include "renderer/gpu/drivers_kept.h"

#include "renderer/gpu/error.h"

namespace twin::render::gpu {

DriversKept::DriversKept() {
    try {
        made_ = makeInstance({false, {}, &counters_});
    } catch (const GpuError&) {
        // The device that is made next says what is wrong.
    }
}

DriversKept::~DriversKept() { destroyInstance(made_); }

}  // namespace twin::render::gpu
