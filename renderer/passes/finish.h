// renderer/passes/finish.h: from linear light to the picture that is shown: tone curve, outline, interface, window.
#pragma once

#include <array>

#include "renderer/passes/kit.h"

namespace twin::render {

class Finish {
public:
    /// @param lean  the scene pass has written the picture itself; only the outline of what is marked is left to add
    Finish(const PassKit& kit, bool lean);

    /// tone, or outline.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;
    /// interface and, where there is a window, window.
    void addInterfaceTo(graph::FrameGraph& graph, FrameRefs& refs, bool window) const;

    /// The interface of the frame that is about to be recorded; bytes are copied into the frame's own buffers.
    struct Command {
        glm::vec4 clip{};
        std::uint32_t firstIndex = 0, indexCount = 0;
        std::int32_t vertexOffset = 0;
        std::uint32_t texture = 0;
    };
    void setInterface(std::uint32_t frame, std::span<const std::byte> vertices, std::span<const std::uint16_t> indices);
    std::vector<Command>& commands() noexcept { return commands_; }

private:
    void recordCover(const graph::PassContext& context, const graph::Ref& picture) const;
    void recordInterface(const graph::PassContext& context, const graph::Ref& picture) const;

    const PassKit& kit_;
    bool lean_;
    gpu::PipelineId cover_, enlarge_, interface_;  ///< cover: tone or outline, over the whole picture
    std::array<gpu::Buffer, gpu::kFramesInFlight> vertices_, indices_;
    std::vector<Command> commands_;
};

}  // namespace twin::render
