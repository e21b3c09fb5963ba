#include "renderer/passes/rehearsal.h"

#include <cstring>
#include <exception>
#include <map>

#include "renderer/gpu/uploader.h"
#include "renderer/passes/kit.h"

namespace twin::render {

namespace {

constexpr VkDeviceSize kTableBytes = 1U << 16U;  // more than the first rows of any table

/// A device with the least that a pipeline needs to be used: one table of zeros in the place of all, a frame in which every
/// corner lies outside of the picture, and a target of one pixel for each format, of which nothing is drawn.
class Stage {
public:
    Stage(const gpu::DeviceAsk& ask, std::span<const gpu::BindingDecl> bindings)
        : device_{ask},
          cache_{device_, {}, 0},
          shaders_{{}},
          bindings_{device_, bindings},
          pipelines_{device_, cache_, shaders_, bindings_.layout()} {
        gpu::Uploader uploader(device_);
        table_ = gpu::Buffer(device_, kTableBytes,
                             VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_VERTEX_BUFFER_BIT |
                                 VK_BUFFER_USAGE_TRANSFER_DST_BIT | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT,
                             gpu::Home::Device, "rehearsed table");
        uploader.fill(table_, 0);
        frame_ = gpu::Buffer(device_, sizeof(shared::FrameData),
                             VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT,
                             gpu::Home::Upload, "rehearsed frame");
        shared::FrameData data{};
        static_assert(sizeof data.town % sizeof(std::uint64_t) == 0);
        std::array<std::uint64_t, sizeof data.town / sizeof(std::uint64_t)> addresses{};
        addresses.fill(table_.address());
        std::memcpy(&data.town, addresses.data(), sizeof data.town);
        data.town.self = frame_.address();
        data.viewProj[3] = {2, 2, 2, 1};
        for (glm::mat4& matrix : data.shadow) matrix[3] = {2, 2, 2, 1};
        std::memcpy(frame_.mapped(), &data, sizeof data);
        frame_.flush(0, sizeof data);
        bindings_.buffer(shared::kBindFrame, frame_);
        bindings_.apply(0);
    }

    void use(const gpu::PipelineAsk& ask) {
        const VkPipeline pipeline = pipelines_.get(pipelines_.add(ask));
        const bool compute = !ask.compute.empty();
        const VkPipelineBindPoint point = compute ? VK_PIPELINE_BIND_POINT_COMPUTE : VK_PIPELINE_BIND_POINT_GRAPHICS;
        gpu::OneOff oneOff(device_);
        VkCommandBuffer commands = oneOff.begin();
        VkDescriptorSet set = bindings_.set(0);
        vkCmdBindDescriptorSets(commands, point, pipelines_.layout(), 0, 1, &set, 0, nullptr);
        vkCmdBindPipeline(commands, point, pipeline);
        const std::uint64_t table = table_.address(), frame = frame_.address();
        vkCmdPushConstants(commands, pipelines_.layout(), VK_SHADER_STAGE_ALL, shared::kFramePushAt, sizeof frame,
                           &frame);
        if (compute) {
            vkCmdDispatch(commands, 0, 0, 0);  // compiled all the same
        } else {
            begin(commands, ask);
            if (ask.vertexBytes > 0) {
                const std::array<VkBuffer, 2> buffers{table_.get(), table_.get()};
                const std::array<VkDeviceSize, 2> zeros{};
                vkCmdBindVertexBuffers(commands, 0, 2, buffers.data(), zeros.data());
                push(commands, shared::ScenePush{1, 0, {}});
            } else {  // trees, of which there are none
                push(commands, shared::FarTreePush{table, table, 0, 0, 1, 0});
            }
            if (ask.cullByCommand) vkCmdSetCullMode(commands, ask.cull);
            setArea(commands, {0, 0, 1, 1, 0, 1}, {});  // no fragment is to run: there are no images
            vkCmdDraw(commands, 3, 1, 0, 0);
            vkCmdEndRendering(commands);
        }
        oneOff.submitAndWait();
    }

private:
    template <class T>
    void push(VkCommandBuffer commands, const T& values) const {
        vkCmdPushConstants(commands, pipelines_.layout(), VK_SHADER_STAGE_ALL, 0, sizeof(T), &values);
    }

    [[nodiscard]] Target target(VkCommandBuffer commands, VkFormat format, bool depth) {
        gpu::Image& image = targets_[format];
        if (!image) {
            gpu::ImageInfo info;
            info.format = format;
            info.usage = depth ? VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT : VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
            image = gpu::Image(device_, info, "rehearsed target");
        }
        gpu::imageBarrier(commands, image.get(), 0, 1, VK_IMAGE_LAYOUT_UNDEFINED,
                          depth ? VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL : VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                          1, depth ? VK_IMAGE_ASPECT_DEPTH_BIT : VK_IMAGE_ASPECT_COLOR_BIT);
        Target made;
        made.view = image.view();
        return made;
    }

    void begin(VkCommandBuffer commands, const gpu::PipelineAsk& ask) {
        Target colour;
        Target depth;
        if (!ask.colours.empty()) colour = target(commands, ask.colours[0], false);
        if (ask.depth != VK_FORMAT_UNDEFINED) depth = target(commands, ask.depth, true);
        beginRendering(commands, {{0, 0}, {1, 1}}, ask.colours.empty() ? nullptr : &colour,
                       ask.depth == VK_FORMAT_UNDEFINED ? nullptr : &depth);
    }

    gpu::Device device_;
    gpu::PipelineCache cache_;
    gpu::ShaderStore shaders_;
    gpu::Bindings bindings_;
    gpu::PipelineManager pipelines_;
    gpu::Buffer table_, frame_;
    std::map<VkFormat, gpu::Image> targets_;
};

}  // namespace

Rehearsal::Rehearsal(gpu::DeviceAsk device, std::span<const gpu::BindingDecl> bindings) {
    device.instanceExtensions.clear();
    device.makeSurface = nullptr;
    thread_ = std::jthread(
        [this, device = std::move(device), bindings](const std::stop_token& stop) { run(stop, device, bindings); });
}

void Rehearsal::begin(std::vector<gpu::PipelineAsk> asks) {
    const std::scoped_lock lock{mutex_};
    asks_ = std::move(asks);
    begun_.notify_all();
}

std::size_t Rehearsal::finish() {
    if (thread_.joinable()) thread_.join();
    return used_;
}

void Rehearsal::run(const std::stop_token& stop, const gpu::DeviceAsk& device,
                    std::span<const gpu::BindingDecl> bindings) {
    try {
        Stage stage(device, bindings);
        {
            std::unique_lock lock{mutex_};
            if (!begun_.wait(lock, stop, [this] { return asks_.has_value(); })) return;
        }
        const auto use = [&](const gpu::PipelineAsk& ask, gpu::Rehearse wanted) {
            if (ask.rehearse != wanted || stop.stop_requested()) return;
            stage.use(ask);
            ++used_;
        };
        for (const gpu::PipelineAsk& ask : *asks_) {
            if (!frameSent_.load(std::memory_order_relaxed)) use(ask, gpu::Rehearse::First);
        }
        for (const gpu::Rehearse wanted : {gpu::Rehearse::ForAnyTown, gpu::Rehearse::ForSome}) {
            for (const gpu::PipelineAsk& ask : *asks_) use(ask, wanted);
        }
    } catch (const std::exception&) {  // a device or memory: the first device compiles the rest when it gets there
    }
}

}  // namespace twin::render
