// The rehearsal of a first start: it uses each pipeline without a message of the validation layers, and its pictures are those
// of a start without one.
#include "renderer/passes/rehearsal.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "renderer/passes/kit.h"
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

using render::gpu::PipelineAsk;
using render::gpu::Rehearse;

PipelineAsk culling(const char* shader) {
    PipelineAsk ask;
    ask.name = shader;
    ask.compute = shader;
    ask.constants[0] = 1;
    ask.rehearse = Rehearse::First;
    return ask;
}

PipelineAsk drawing(const char* vertex, const char* fragment) {
    PipelineAsk ask;
    ask.name = vertex;
    ask.vertex = vertex;
    ask.fragment = fragment;
    ask.colours = {render::kPictureFormat};
    ask.depth = render::kDepthFormat;
    ask.rehearse = Rehearse::ForSome;
    return ask;
}

TEST(Rehearsal, UsesWhatItMay) {
    std::vector<PipelineAsk> asks;
    for (const char* shader :
         {"draw_cull.comp", "draw_scan.comp", "draw_write.comp", "tree_cull.comp", "tree_scan.comp", "tree_write.comp"})
        asks.push_back(culling(shader));
    asks.push_back(drawing("lean_tree.vert", "lean_tree.frag"));
    asks.push_back(drawing("lean_far_tree.vert", "lean_tree.frag"));
    asks.push_back(drawing("lean.vert", "lean.frag"));
    render::useCityVertices(asks.back());
    render::useDrawnRows(asks.back(), render::Row::All);
    asks.push_back(drawing("shadow.vert", ""));
    asks.back().colours.clear();
    asks.back().depth = render::kShadowFormat;
    render::useCityVertices(asks.back(), render::Fetch::Position);
    render::useDrawnRows(asks.back(), render::Row::All);
    asks.push_back(drawing("lean_sky.vert", "lean_tree.frag"));
    asks.push_back(drawing("ui.vert", "ui.frag"));
    asks.back().rehearse = Rehearse::No;

    static constexpr std::array<render::gpu::BindingDecl, 4> kBindings{
        {{render::shared::kBindFrame, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, 1},
         {render::shared::kBindNoise, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
         {render::shared::kBindSkyView, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1},
         {render::shared::kBindShadow, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1}}};
    render::gpu::Counters counters;
    {
        render::Rehearsal rehearsal({true, {}, {}, {}, &counters, 0}, kBindings);
        rehearsal.begin(asks);
        EXPECT_EQ(rehearsal.finish(), asks.size() - 1) << "all but the last";
    }
    EXPECT_EQ(counters.validationMessages, 0U);
    EXPECT_EQ(counters.objectsAlive, 0);
    EXPECT_GT(counters.objectsCreated, 0U);
}

class FirstStart : public PictureTest {
protected:
    static CreateInfo softwareWith(const std::filesystem::path& folder) {
        CreateInfo info = usual();
        info.quality = Quality::Low;
        info.cacheFolder = folder;
        return info;
    }
};

TEST_F(FirstStart, MayEndBeforeItHasBegun) {
    const std::filesystem::path folder = std::filesystem::path(TWIN_TEST_OUTPUT_DIR) / "no-start";
    std::filesystem::remove_all(folder);
    EXPECT_TRUE(Renderer::create(softwareWith(folder)));
}

TEST_F(FirstStart, ShowsWhatLaterStartsShow) {
    const std::filesystem::path folder = std::filesystem::path(TWIN_TEST_OUTPUT_DIR) / "first-start";
    std::filesystem::remove_all(folder);
    start(softwareWith({}));
    const Image without = draw(usualView());
    start(softwareWith(folder));
    EXPECT_EQ(shareDifferent(without, draw(usualView()), 0), 0) << "with nothing kept";
    EXPECT_EQ(shareDifferent(without, draw(usualView()), 0), 0) << "and in the frame after";
    start(softwareWith(folder));
    EXPECT_EQ(shareDifferent(without, draw(usualView()), 0), 0) << "with pipelines kept";
}

}  // namespace
}  // namespace twin::test
