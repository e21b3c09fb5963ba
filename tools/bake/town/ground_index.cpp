#include "tools/bake/town/ground_index.h"

#include <algorithm>
#include <cmath>

namespace twin::bake {

namespace {

constexpr double kCellM = 32;

bool ringMeets(const Rect& rect, const Ring& ring) {
    const auto corners = rect.corners();
    if (insideRing(ring, rect.centre) || insideRing(corners, ring[0])) return true;
    for (const glm::dvec2 p : corners) {
        if (insideRing(ring, p)) return true;
    }
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (segmentMeets(rect, ring[i], ring[(i + 1) % ring.size()])) return true;
    }
    return false;
}

}  // namespace

GroundIndex::GroundIndex(Extent extent)
    : extent_{extent},
      columns_{static_cast<std::size_t>(std::ceil((extent.east - extent.west) / kCellM))},
      rows_{static_cast<std::size_t>(std::ceil((extent.north - extent.south) / kCellM))},
      cells_(columns_ * rows_) {}

template <class Each>
void GroundIndex::cells(const Box& box, const Each& each) const {
    const auto column = [&](double x) {
        return static_cast<std::size_t>(
            std::clamp(std::floor((x - extent_.west) / kCellM), 0.0, static_cast<double>(columns_ - 1)));
    };
    const auto row = [&](double y) {
        return static_cast<std::size_t>(
            std::clamp(std::floor((y - extent_.south) / kCellM), 0.0, static_cast<double>(rows_ - 1)));
    };
    for (std::size_t r = row(box.min.y); r <= row(box.max.y); ++r) {
        for (std::size_t c = column(box.min.x); c <= column(box.max.x); ++c) {
            if (!each(cells_[r * columns_ + c])) return;
        }
    }
}

void GroundIndex::addBand(std::span<const glm::dvec2> line, double reachM) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const auto index = static_cast<std::uint32_t>(segments_.size());
        segments_.push_back({line[i - 1], line[i], reachM});
        Box box = boxOf(line.subspan(i - 1, 2));
        box.grow(reachM);
        cells(box, [&](Cell& cell) { return cell.segments.push_back(index), true; });
    }
}

void GroundIndex::addRing(const Ring& ring) {
    if (ring.size() < 3) return;
    const auto index = static_cast<std::uint32_t>(rings_.size());
    rings_.push_back(ring);
    cells(boxOf(ring), [&](Cell& cell) { return cell.rings.push_back(index), true; });
}

void GroundIndex::addRect(const Rect& rect) {
    const auto index = static_cast<std::uint32_t>(rects_.size());
    rects_.push_back(rect);
    cells(boxOf(rect.corners()), [&](Cell& cell) { return cell.rects.push_back(index), true; });
}

bool GroundIndex::isFree(const Rect& rect, double clearM) const {
    const Rect wide = rect.grown(clearM);
    bool free = true;
    cells(boxOf(wide.corners()), [&](const Cell& cell) {
        for (const std::uint32_t i : cell.rects) {
            if (overlap(wide, rects_[i])) return free = false;
        }
        for (const std::uint32_t i : cell.segments) {
            if (segmentMeets(wide.grown(segments_[i].reachM), segments_[i].a, segments_[i].b)) return free = false;
        }
        for (const std::uint32_t i : cell.rings) {
            if (ringMeets(wide, rings_[i])) return free = false;
        }
        return true;
    });
    return free;
}

bool GroundIndex::isFree(glm::dvec2 p, double clearM) const {
    Box box;
    box.add(p);
    box.grow(clearM);
    bool free = true;
    cells(box, [&](const Cell& cell) {
        for (const std::uint32_t i : cell.rects) {
            if (insideRing(rects_[i].grown(clearM).corners(), p)) return free = false;
        }
        for (const std::uint32_t i : cell.segments) {
            if (distanceToSegment(p, segments_[i].a, segments_[i].b) < segments_[i].reachM + clearM)
                return free = false;
        }
        for (const std::uint32_t i : cell.rings) {
            if (insideRing(rings_[i], p) || distanceToRing(rings_[i], p) < clearM) return free = false;
        }
        return true;
    });
    return free;
}

}  // namespace twin::bake
