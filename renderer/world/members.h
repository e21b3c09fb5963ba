// renderer/world/members.h: things that a tile shows in one from afar (city::Member): whose a picked place is, and where the
// marked ones lie, which have no draw of their own there.
#pragma once

#include <vector>

#include "renderer/world/residency.h"
#include "scene/city/state.h"

namespace twin::render {

/// What is drawn of one thing out of the draw that shows many.
struct MarkedRun {
    std::uint32_t firstIndex = 0, indexCount = 0;
    std::int32_t vertexOffset = 0;
    std::uint32_t draw = 0;   ///< on the device, of all of them
    std::uint32_t flags = 0;  ///< city::ElementFlags of the one
};

class Members {
public:
    /// The City must outlive this.
    explicit Members(const city::City& city);

    /// Of the things that `element` stands for, the one whose surface is nearest to a place (local metres); `element` itself
    /// where it stands for none, or its block is damaged. Reads that block.
    [[nodiscard]] std::uint32_t at(std::uint32_t element, glm::dvec3 place) const;

    /// When states have changed.
    void mark(std::span<const city::ElementState> states);
    /// The marked that the frame shows as parts of their tiles; no allocation unless mark() found more than ever before.
    void find(const shared::FrameData& frame, const Residency& residency, std::vector<MarkedRun>& runs) const;

private:
    struct Marked {
        std::uint32_t member = 0, flags = 0;
    };
    [[nodiscard]] std::uint32_t endOf(std::size_t member) const;

    const city::City& city_;
    std::vector<Marked> marked_;
};

}  // namespace twin::render
