// tests/facts/town.h: the real town, as sources and as baked.
#pragma once

#include <gtest/gtest.h>

#include "scene/city/city.h"
#include "tools/bake/source/sources.h"

namespace twin::facts {

inline const bake::Sources& sources() {
    static const bake::Sources read = [] {
        bake::Faults faults;
        Result<bake::Sources> result = bake::readSources(TWIN_SOURCE_DIR "/assets/krasnik", faults);
        for (const bake::Fault& fault : faults.all()) ADD_FAILURE() << fault.text();
        return result ? std::move(*result) : bake::Sources{};
    }();
    return read;
}

inline const city::City& town() {
    static const city::City opened = [] {
        Result<city::City> result = city::City::open(TWIN_TOWN);
        if (!result) {
            ADD_FAILURE() << result.error().what;
            std::abort();
        }
        return std::move(*result);
    }();
    return opened;
}

}  // namespace twin::facts
