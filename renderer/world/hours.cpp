#include "renderer/world/hours.h"

namespace twin::render {

namespace {

float between(float hour, float from, float full, float least, float to) {
    return glm::smoothstep(from, full, hour) * (1 - glm::smoothstep(least, to, hour));
}

}  // namespace

std::array<float, shared::kFacadeStyles> litWindows(float hour) {
    const float late = hour < 5 ? hour + 24 : hour;
    const float homes =
        0.05F + 0.52F * between(late, 15.5F, 18.5F, 21.6F, 25.0F) + 0.34F * between(hour, 4.8F, 6.2F, 7.6F, 8.8F);
    std::array<float, shared::kFacadeStyles> lit{};
    lit.fill(homes);
    lit[3] = 0.22F;                                                                     // halls: the night shift
    lit[4] = 0.18F + 0.62F * between(hour, 6.0F, 8.0F, 18.5F, 21.5F);                   // glass houses
    lit[shared::kShopStyle] = 0.30F + 0.65F * between(hour, 5.5F, 6.5F, 19.8F, 21.0F);  // some windows stay lit
    lit[6] = 0.07F + 0.60F * between(hour, 6.0F, 7.5F, 16.5F, 20.0F);                   // schools and offices
    lit[7] = 0.04F + 0.5F * between(hour, 16.5F, 17.5F, 18.8F, 19.5F);                  // evening mass
    return lit;
}

}  // namespace twin::render
