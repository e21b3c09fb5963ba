// app/ui/probe.h: remembers where named controls stand on the screen, for tests that click on them (--dump-ui).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ui/layout.h"

namespace twin::app {

class Probe {
public:
    void enable() noexcept { on_ = true; }
    [[nodiscard]] bool enabled() const noexcept { return on_; }
    void clear() noexcept { spots_.clear(); }
    void add(std::string_view name, std::string_view detail, const Rect& rect) {
        if (on_) spots_.push_back({std::string{name} + std::string{detail}, rect});
    }
    struct Spot {
        std::string name;
        Rect rect;
    };
    [[nodiscard]] const std::vector<Spot>& spots() const noexcept { return spots_; }

private:
    bool on_ = false;
    std::vector<Spot> spots_;
};

}  // namespace twin::app
