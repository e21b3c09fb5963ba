// renderer/graph/plan.h: the thinking half of the frame graph. No Vulkan call is made here; it is tested without a GPU.
//
// Resources are declared, then passes in the order they run. A pass says what it reads, writes and updates. Writing moves
// the caller's reference on to the next version; using an old reference later is an error that compile() reports.
// The frame repeats: what the last pass of one frame leaves is what the first of the next finds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/graph/use.h"
#include "scene/base/result.h"

namespace twin::render::graph {

enum class Kind { Image, Buffer };

enum class Content {
    Transient,  ///< of no value once the frame is over
    Kept,       ///< lives on into the next frame, and is an answer: passes that write it are never culled
    Window,     ///< a new image each frame (the window's); undefined at first, presented at the end
};

struct Ref {
    std::uint32_t resource = ~0U;
    std::uint32_t version = 0;
};

struct Resource {
    std::string name;
    Kind kind = Kind::Image;
    Content content = Content::Transient;
};

/// One dependency before a pass. Layouts are equal (undefined) for buffers.
struct Barrier {
    std::uint32_t resource = 0;
    VkPipelineStageFlags2 srcStages = 0, dstStages = 0;
    VkAccessFlags2 srcAccess = 0, dstAccess = 0;
    VkImageLayout from = VK_IMAGE_LAYOUT_UNDEFINED, to = VK_IMAGE_LAYOUT_UNDEFINED;
};

struct Step {
    std::uint32_t pass = 0;  ///< index in the order of declaration
    std::vector<Barrier> before;
};

struct Compiled {
    std::vector<Step> steps;             ///< passes that are needed, in order
    std::vector<Barrier> atEnd;          ///< after the last pass (presentation)
    std::vector<VkImageLayout> resting;  ///< a resource: layout of a Kept image between frames
};

class Plan;

/// Returned by Plan::addPass; says what the pass touches.
class PassDecl {
public:
    PassDecl& reads(Ref ref, Use use);
    /// The whole content anew: what was there before is of no value.
    PassDecl& writes(Ref& ref, Use use);
    /// Keeps what is there and adds to it (blending, partial writes).
    PassDecl& updates(Ref& ref, Use use);
    /// Runs even if nobody reads what it writes.
    PassDecl& always();

private:
    friend class Plan;
    PassDecl(Plan& plan, std::uint32_t pass) : plan_{plan}, pass_{pass} {}
    Plan& plan_;
    std::uint32_t pass_;
};

class Plan {
public:
    [[nodiscard]] Ref addResource(std::string_view name, Kind kind, Content content);
    PassDecl addPass(std::string_view name);

    /// BadArgument names pass and resource: stale or unwritten reads, a use that cannot write, a resource used twice in a
    /// pass, names given twice.
    [[nodiscard]] Result<Compiled> compile() const;

    [[nodiscard]] const std::vector<Resource>& resources() const noexcept { return resources_; }
    [[nodiscard]] const std::string& passName(std::uint32_t pass) const { return passes_[pass].name; }
    [[nodiscard]] std::uint32_t passCount() const noexcept { return static_cast<std::uint32_t>(passes_.size()); }

    /// "depth: depth target -> sampled in fragment, ..." one line a barrier; for tests and logs.
    [[nodiscard]] std::string describe(const Compiled& compiled) const;

private:
    friend class PassDecl;
    enum class Access { Read, Write, Update };
    struct Touch {
        std::uint32_t resource;
        std::uint32_t version;  ///< the version read; for a plain write the one before
        Access access;
        Use use;
    };
    struct Pass {
        std::string name;
        std::vector<Touch> touches;
        bool always = false;
    };
    struct State;
    void touch(std::uint32_t pass, Ref& ref, Access access, Use use);
    [[nodiscard]] std::string firstMistake() const;
    [[nodiscard]] std::vector<bool> needed() const;
    void walk(const std::vector<std::uint32_t>& order, std::vector<State>& states, Compiled* out) const;
    [[nodiscard]] bool transition(const std::vector<std::uint32_t>& order, std::size_t at, const Touch& touch,
                                  State& state, Barrier& barrier) const;

    std::vector<Resource> resources_;
    std::vector<std::uint32_t> versions_;  ///< newest of each resource
    std::vector<Pass> passes_;
    std::string mistake_;
};

}  // namespace twin::render::graph
