// tools/bake/kits/registry.cpp: all kits in one sorted table.
#include <algorithm>

#include "tools/bake/kits/families.h"

namespace twin::bake {

std::span<const Kit> allKits() {
    static const std::vector<Kit> kits = [] {
        std::vector<Kit> all;
        for (std::vector<Kit> family : {
                 kits::waterKits(),
                 kits::campKits(),
                 kits::playKits(),
                 kits::ropeKits(),
                 kits::sportKits(),
                 kits::leisureKits(),
                 kits::sacredKits(),
                 kits::transportKits(),
                 kits::energyKits(),
                 kits::greenKits(),
                 kits::streetKits(),
                 kits::publicKits(),
                 kits::scienceKits(),
             }) {
            for (Kit& kit : family) all.push_back(std::move(kit));
        }
        std::sort(all.begin(), all.end(), [](const Kit& a, const Kit& b) { return a.name < b.name; });
        return all;
    }();
    return kits;
}

const Kit* findKit(std::string_view name) {
    const std::span<const Kit> kits = allKits();
    const auto found = std::lower_bound(kits.begin(), kits.end(), name,
                                        [](const Kit& kit, std::string_view n) { return kit.name < n; });
    return found != kits.end() && found->name == name ? &*found : nullptr;
}

}  // namespace twin::bake
