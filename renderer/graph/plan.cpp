#include "renderer/graph/plan.h"

#include <algorithm>

namespace twin::render::graph {

/// What has happened to a resource so far.
struct Plan::State {
    VkPipelineStageFlags2 writeStages = 0;
    VkAccessFlags2 writeAccess = 0;
    VkPipelineStageFlags2 readStages = 0;  ///< readers since the last write; they have waited for it
    VkAccessFlags2 readAccess = 0;
    VkImageLayout layout = VK_IMAGE_LAYOUT_UNDEFINED;
};

Ref Plan::addResource(std::string_view name, Kind kind, Content content) {
    for (const Resource& other : resources_) {
        if (other.name == name && mistake_.empty()) mistake_ = "two resources are called " + std::string(name);
    }
    resources_.push_back({std::string(name), kind, content});
    versions_.push_back(0);
    return {static_cast<std::uint32_t>(resources_.size() - 1), 0};
}

PassDecl Plan::addPass(std::string_view name) {
    for (const Pass& other : passes_) {
        if (other.name == name && mistake_.empty()) mistake_ = "two passes are called " + std::string(name);
    }
    passes_.push_back({std::string(name), {}, false});
    return {*this, static_cast<std::uint32_t>(passes_.size() - 1)};
}

PassDecl& PassDecl::reads(Ref ref, Use use) {
    plan_.touch(pass_, ref, Plan::Access::Read, use);
    return *this;
}

PassDecl& PassDecl::writes(Ref& ref, Use use) {
    plan_.touch(pass_, ref, Plan::Access::Write, use);
    return *this;
}

PassDecl& PassDecl::updates(Ref& ref, Use use) {
    plan_.touch(pass_, ref, Plan::Access::Update, use);
    return *this;
}

PassDecl& PassDecl::always() {
    plan_.passes_[pass_].always = true;
    return *this;
}

void Plan::touch(std::uint32_t pass, Ref& ref, Access access, Use use) {
    Pass& who = passes_[pass];
    const auto complain = [&](const std::string& what) {
        if (mistake_.empty()) mistake_ = "pass " + who.name + ": " + what;
    };
    if (ref.resource >= resources_.size()) return complain("a resource that was never declared");
    const std::string& name = resources_[ref.resource].name;
    if (ref.version != versions_[ref.resource]) {
        return complain("stale reference to " + name + " (version " + std::to_string(ref.version) + ", now " +
                        std::to_string(versions_[ref.resource]) + ")");
    }
    for (const Touch& other : who.touches) {
        if (other.resource == ref.resource && (access != Access::Read || other.access != Access::Read)) {
            return complain(name + " is used twice");
        }
    }
    if (access != Access::Read && infoOf(use).writes == 0) {
        return complain(name + " cannot be written as " + infoOf(use).name);
    }
    const bool image = resources_[ref.resource].kind == Kind::Image;
    if (image && infoOf(use).layout == VK_IMAGE_LAYOUT_UNDEFINED) {
        return complain(name + " is an image and cannot be used as " + infoOf(use).name);
    }
    who.touches.push_back({ref.resource, ref.version, access, use});
    if (access != Access::Read) ref.version = ++versions_[ref.resource];
}

std::string Plan::firstMistake() const {
    if (!mistake_.empty()) return mistake_;
    std::vector<bool> written(resources_.size());
    for (const Pass& pass : passes_) {
        for (const Touch& touch : pass.touches) {
            const bool fresh = resources_[touch.resource].content == Content::Kept || written[touch.resource];
            if (touch.access != Access::Write && !fresh) {
                return "pass " + pass.name + ": " + resources_[touch.resource].name + " is read before it is written";
            }
            if (touch.access != Access::Read) written[touch.resource] = true;
        }
    }
    return {};
}

std::vector<bool> Plan::needed() const {
    // Backwards: a pass is needed when it is so marked, writes what lives on, or writes what a needed later pass reads.
    std::vector<bool> live(passes_.size());
    std::vector<bool> wanted(resources_.size());  // is the content at this point of the walk read later?
    for (std::size_t i = 0; i < resources_.size(); ++i) wanted[i] = resources_[i].content != Content::Transient;
    for (std::size_t at = passes_.size(); at-- > 0;) {
        const Pass& pass = passes_[at];
        live[at] = pass.always || std::any_of(pass.touches.begin(), pass.touches.end(), [&](const Touch& touch) {
                       return touch.access != Access::Read && wanted[touch.resource];
                   });
        if (!live[at]) continue;
        for (const Touch& touch : pass.touches) {
            wanted[touch.resource] =
                touch.access != Access::Write || resources_[touch.resource].content != Content::Transient;
        }
    }
    return live;
}

bool Plan::transition(const std::vector<std::uint32_t>& order, std::size_t at, const Touch& touch, State& state,
                      Barrier& barrier) const {
    const UseInfo& info = infoOf(touch.use);
    const bool image = resources_[touch.resource].kind == Kind::Image;
    const VkImageLayout wanted = image ? info.layout : VK_IMAGE_LAYOUT_UNDEFINED;
    const bool writes = touch.access != Access::Read;
    VkPipelineStageFlags2 stages = info.stages;
    VkAccessFlags2 access = writes ? info.writes : info.reads;
    // A target that is loaded or blended is read as well; so is a depth buffer that is tested.
    if (writes && (touch.access == Access::Update || touch.use == Use::DepthTarget || touch.use == Use::ColourTarget)) {
        access |= info.reads;
    }
    if (!writes) {
        // One barrier for all the readers that follow before the next writer or another layout.
        for (std::size_t next = at + 1; next < order.size(); ++next) {
            const Pass& pass = passes_[order[next]];
            const auto other = std::find_if(pass.touches.begin(), pass.touches.end(),
                                            [&](const Touch& t) { return t.resource == touch.resource; });
            if (other == pass.touches.end()) continue;
            const UseInfo& more = infoOf(other->use);
            if (other->access != Access::Read || (image && more.layout != wanted)) break;
            stages |= more.stages;
            access |= more.reads;
        }
    }
    const bool sameLayout = !image || state.layout == wanted;
    const bool seen = !writes && sameLayout && (stages & ~state.readStages) == 0 && (access & ~state.readAccess) == 0;
    const bool untouched = sameLayout && state.writeStages == 0 && (!writes || state.readStages == 0);
    if (!seen && !untouched) {
        barrier.resource = touch.resource;
        barrier.srcStages = state.writeStages | state.readStages;
        barrier.srcAccess = state.writeAccess;
        barrier.dstStages = stages;
        barrier.dstAccess = access;
        barrier.from = image ? (touch.access == Access::Write ? VK_IMAGE_LAYOUT_UNDEFINED : state.layout) : wanted;
        barrier.to = wanted;
    }
    if (writes) {
        state = {info.stages, info.writes, 0, 0, wanted};
    } else {
        if (!sameLayout) state.readStages = state.readAccess = 0;
        state.readStages |= stages;
        state.readAccess |= access;
        state.layout = wanted;
    }
    return !seen && !untouched;
}

void Plan::walk(const std::vector<std::uint32_t>& order, std::vector<State>& states, Compiled* out) const {
    for (std::size_t at = 0; at < order.size(); ++at) {
        Step step{order[at], {}};
        for (const Touch& touch : passes_[order[at]].touches) {
            Barrier barrier;
            if (transition(order, at, touch, states[touch.resource], barrier)) step.before.push_back(barrier);
        }
        if (out != nullptr) out->steps.push_back(std::move(step));
    }
}

Result<Compiled> Plan::compile() const {
    if (const std::string mistake = firstMistake(); !mistake.empty()) {
        return Error{Errc::BadArgument, "frame graph: " + mistake};
    }
    const std::vector<bool> live = needed();
    std::vector<std::uint32_t> order;
    for (std::uint32_t pass = 0; pass < passes_.size(); ++pass) {
        if (live[pass]) order.push_back(pass);
    }
    // The first walk finds out how a frame ends; the second plans the frame that follows such a one.
    std::vector<State> states(resources_.size());
    walk(order, states, nullptr);
    Compiled compiled;
    for (std::size_t i = 0; i < resources_.size(); ++i) {
        compiled.resting.push_back(states[i].layout);
        // The window's image comes from elsewhere; the frame waits for it where it is first copied to.
        if (resources_[i].content == Content::Window) {
            states[i] = {infoOf(Use::CopyTarget).stages, 0, 0, 0, VK_IMAGE_LAYOUT_UNDEFINED};
        }
    }
    walk(order, states, &compiled);
    for (std::uint32_t i = 0; i < resources_.size(); ++i) {
        if (resources_[i].content != Content::Window) continue;
        const UseInfo& end = infoOf(Use::Present);
        compiled.atEnd.push_back({i, states[i].writeStages | states[i].readStages, end.stages, states[i].writeAccess,
                                  end.reads, states[i].layout, end.layout});
    }
    return compiled;
}

std::string Plan::describe(const Compiled& compiled) const {
    const auto layoutName = [](VkImageLayout layout) -> std::string {
        switch (layout) {
            case VK_IMAGE_LAYOUT_UNDEFINED: return "undefined";
            case VK_IMAGE_LAYOUT_GENERAL: return "general";
            case VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL: return "colour";
            case VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL: return "depth";
            case VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL: return "sampled";
            case VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL: return "copy-source";
            case VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL: return "copy-target";
            case VK_IMAGE_LAYOUT_PRESENT_SRC_KHR: return "present";
            default: return "other";
        }
    };
    const auto line = [&](const Barrier& barrier) {
        const Resource& resource = resources_[barrier.resource];
        std::string text = "  " + resource.name;
        if (resource.kind == Kind::Image) text += " " + layoutName(barrier.from) + ">" + layoutName(barrier.to);
        return text + "\n";
    };
    std::string text;
    for (const Step& step : compiled.steps) {
        text += passes_[step.pass].name + "\n";
        for (const Barrier& barrier : step.before) text += line(barrier);
    }
    if (!compiled.atEnd.empty()) text += "end\n";
    for (const Barrier& barrier : compiled.atEnd) text += line(barrier);
    return text;
}

}  // namespace twin::render::graph
