#include "renderer/world/model_table.h"

#include <algorithm>
#include <bit>

#include "renderer/gpu/error.h"

namespace twin::render {

namespace {

// Of images that are never read from afar. With a second level they are of the kind that the noise is: for each kind Mesa's
// software device compiles functions.
constexpr std::uint32_t kPlainMips = 2;

}  // namespace

ModelTable::ModelTable(gpu::Device& device, gpu::Uploader& uploader, gpu::Bindings& bindings, const Samplers& samplers)
    : device_{device}, bindings_{bindings}, samplers_{samplers}, taken_(shared::kMaxTextures) {
    taken_[0] = true;
    std::array<std::uint8_t, 16> white{};
    white.fill(255);
    blank_ = makeTexture(uploader, {2, 2, white}, kPlainMips, "blank texture");
    bindings.image(shared::kBindTextures, blank_.view(), samplers.clamp.get(), VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                   0);
}

void ModelTable::release(const std::vector<std::int32_t>& slots) {
    for (const std::int32_t slot : slots) {
        taken_[static_cast<std::size_t>(slot)] = false;
        bindings_.image(shared::kBindTextures, blank_.view(), samplers_.repeat.get(),
                        VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL, static_cast<std::uint32_t>(slot));
    }
}

gpu::Image ModelTable::makeTexture(gpu::Uploader& uploader, const TextureBytes& bytes, std::uint32_t mips,
                                   const char* name) {
    gpu::ImageInfo info;
    info.format = VK_FORMAT_R8G8B8A8_UNORM;
    info.widthPx = std::max(bytes.widthPx, 1U);
    info.heightPx = std::max(bytes.heightPx, 1U);
    info.mips = std::min(mips, static_cast<std::uint32_t>(std::bit_width(std::max(info.widthPx, info.heightPx))));
    info.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    const std::size_t needed = std::size_t{info.widthPx} * info.heightPx * 4;
    if (bytes.rgba.size() < needed) throw gpu::GpuError(Errc::BadData, "a texture has fewer pixels than its size says");
    gpu::Image image(device_, info, name);
    uploader.image(image, std::as_bytes(bytes.rgba), 4);
    return image;
}

void ModelTable::add(std::uint32_t id, gpu::Uploader& uploader, std::span<const std::byte> vertices,
                     std::span<const std::uint32_t> indices, std::vector<ModelPartRow> parts,
                     std::span<const TextureBytes> textures, glm::vec3 low, glm::vec3 high) {
    GpuModel model;
    model.centre = (low + high) * 0.5F;
    model.radius = glm::length(high - low) * 0.5F;
    model.vertices =
        gpu::Buffer(device_, vertices.size(), VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT,
                    gpu::Home::Device, "model vertices");
    uploader.buffer(model.vertices, vertices);
    model.indices =
        gpu::Buffer(device_, indices.size_bytes(), VK_BUFFER_USAGE_INDEX_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT,
                    gpu::Home::Device, "model indices");
    uploader.buffer(model.indices, std::as_bytes(indices));
    for (const TextureBytes& texture : textures)
        model.images.push_back(makeTexture(uploader, texture, ~0U, "model texture"));
    for (const gpu::Image& image : model.images) {
        const auto free = std::find(taken_.begin(), taken_.end(), false);
        if (free == taken_.end()) {
            release(model.slots);
            throw gpu::GpuError(Errc::OutOfMemory, "too many textures are shown; remove a model first");
        }
        *free = true;
        const auto slot = static_cast<std::int32_t>(free - taken_.begin());
        model.slots.push_back(slot);
        bindings_.image(shared::kBindTextures, image.view(), samplers_.repeat.get(),
                        VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL, static_cast<std::uint32_t>(slot));
    }
    for (ModelPartRow& part : parts) {
        const bool known = part.texture >= 0 && static_cast<std::size_t>(part.texture) < model.slots.size();
        part.texture = known ? model.slots[static_cast<std::size_t>(part.texture)] : -1;
    }
    model.parts = std::move(parts);
    models_[id] = std::move(model);
}

void ModelTable::remove(std::uint32_t id) {
    const auto found = models_.find(id);
    if (found == models_.end()) return;
    release(found->second.slots);
    models_.erase(found);
}

const GpuModel* ModelTable::find(std::uint32_t id) const {
    const auto found = models_.find(id);
    return found == models_.end() ? nullptr : &found->second;
}

void ModelTable::setAtlas(gpu::Uploader& uploader, const TextureBytes& atlas) {
    atlas_ = makeTexture(uploader, atlas, kPlainMips, "interface atlas");
    bindings_.image(shared::kBindTextures, atlas_.view(), samplers_.clamp.get(),
                    VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL, 0);
}

}  // namespace twin::render
