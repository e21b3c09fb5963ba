// renderer/world/model_table.h: models of others on the GPU. The CPU's copy stays with the renderer, for a lost device.
#pragma once

#include <map>
#include <vector>

#include "renderer/gpu/bindings.h"
#include "renderer/gpu/uploader.h"
#include "renderer/world/samplers.h"
#include "renderer/world/shared.h"

namespace twin::render {

struct ModelPartRow {
    std::uint32_t firstIndex = 0, indexCount = 0;
    glm::vec4 colour{1};
    std::int32_t texture = -1;  ///< slot in the texture table
};

struct TextureBytes {
    std::uint32_t widthPx = 0, heightPx = 0;
    std::span<const std::uint8_t> rgba;
};

struct GpuModel {
    gpu::Buffer vertices, indices;
    std::vector<ModelPartRow> parts;
    std::vector<gpu::Image> images;
    std::vector<std::int32_t> slots;  ///< of the images
    glm::vec3 centre{};               ///< of its box, in its own frame
    float radius = 0;
};

/// Slots of the texture table: 0 is the interface's atlas, the rest belong to models.
class ModelTable {
public:
    ModelTable(gpu::Device& device, gpu::Uploader& uploader, gpu::Bindings& bindings, const Samplers& samplers);

    /// Parts' textures index `textures`; slots are given here. Throws GpuError (OutOfMemory when the table is full).
    void add(std::uint32_t id, gpu::Uploader& uploader, std::span<const std::byte> vertices,
             std::span<const std::uint32_t> indices, std::vector<ModelPartRow> parts,
             std::span<const TextureBytes> textures, glm::vec3 low, glm::vec3 high);
    void remove(std::uint32_t id);
    [[nodiscard]] const GpuModel* find(std::uint32_t id) const;
    void setAtlas(gpu::Uploader& uploader, const TextureBytes& atlas);

private:
    void release(const std::vector<std::int32_t>& slots);
    /// @param mips  levels at most
    [[nodiscard]] gpu::Image makeTexture(gpu::Uploader& uploader, const TextureBytes& bytes, std::uint32_t mips,
                                         const char* name);

    gpu::Device& device_;
    gpu::Bindings& bindings_;
    const Samplers& samplers_;
    std::map<std::uint32_t, GpuModel> models_;
    std::vector<bool> taken_;
    gpu::Image atlas_;
    gpu::Image blank_;  ///< what a slot shows that nobody uses: no descriptor may speak of an image that is gone
};

}  // namespace twin::render
