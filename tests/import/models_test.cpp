// What comes out of single files: size in metres, which way is up, colours, pictures, instances, mirrored pieces.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "tests/import/run.h"

namespace twin::import::test {
namespace {

using testing::HasSubstr;

struct Sized {
    const char* file;
    std::array<float, 3> size;  ///< metres east, north, up
    float slack = 0.01F;
};

/// Runs own files, or shared ones where they are there.
Outcome good(const std::string& name) { return runImport(ownFile("good/" + name)); }

void expectSize(const Outcome& outcome, const Sized& wanted) {
    ASSERT_TRUE(outcome.converted()) << wanted.file << ": " << outcome.refusal;
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(outcome.mesh->size[i], wanted.size[i], wanted.slack) << wanted.file << ", axis " << i;
    }
}

/// Shared files of this list that are there; says how many are not.
void expectSharedSizes(const std::vector<Sized>& all) {
    std::size_t missing = 0;
    for (const Sized& one : all) {
        const auto file = sharedFile(one.file);
        if (!file)
            ++missing;
        else
            expectSize(runImport(*file), one);
    }
    if (missing != 0) std::printf("left out: %zu files of ../shared/data\n", missing);
}

TEST(ImportUnits, OwnBoxIsTwoByThreeByFourMetresInEveryFormat) {
    for (const char* const file :
         {"textured.glb", "quantised.gltf", "house.obj", "centimetres_z_up.dae", "box.stl", "box.ply",
          "inches_z_up.fbx", "metres_y_up.fbx", "centimetres_turned.fbx", "millimetres.ifc", "optional_in_ifc4.ifc",
          "triangles_in_two_colours.ifc", "polygons.ifc", "colours_without_normals.gltf"}) {
        const Outcome outcome = good(file);
        expectSize(outcome, {file, {2, 3, 4}});
        if (!outcome.mesh) continue;
        EXPECT_NEAR(volumeOf(*outcome.mesh), 24, 0.1) << file << ": inside out, or not closed";
        EXPECT_EQ(trianglesAgainstNormals(*outcome.mesh), 0U) << file;
    }
}

TEST(ImportUnits, IfcFilesOfOthersHaveTheirKnownSize) {
    expectSharedSizes({{"ifc/AC20-FZK-Haus.ifc", {13, 11, 6.5F}, 0.15F},
                       {"ifc/ifc4x3/wall-extruded-solid.ifc", {5, 0.27F, 2}},
                       {"ifc/ifc4x3/slab-openings.ifc", {1.8F, 4, 0.2F}},
                       {"ifc/ifc4x3/mapped-shape-with-transformation.ifc", {0.707F, 0.707F, 2}},
                       {"ifc/ifc4x3/geographic-referencing-gk.ifc", {1, 1, 4}}});
}

TEST(ImportUnits, ColladaFbxAndGltfFilesOfOthersHaveTheirKnownSize) {
    expectSharedSizes({{"mesh/dae/cube_with_2UVs.DAE", {0.0508F, 0.0508F, 0.0508F}, 0.0001F},
                       {"mesh/dae/duck.dae", {1.65F, 1.15F, 1.54F}},
                       {"mesh/fbx/phong_cube.fbx", {0.01F, 0.01F, 0.01F}, 0.0001F},
                       {"mesh/fbx/box_orphant_embedded_texture.fbx", {1, 1, 1}},
                       {"mesh/fbx/embedded_ascii/box.FBX", {1.2F, 1.2F, 1.2F}},
                       {"mesh/fbx/global_settings.fbx", {57.07F, 57.07F, 57.07F}, 0.1F},
                       {"gltf/DucksMeshopt/Duck-vp-12-vt-12-vn-12.glb", {1.65F, 1.15F, 1.54F}},
                       {"gltf/DracoCompressed/CesiumMilkTruck.gltf", {2.79F, 4.87F, 2.58F}},
                       {"gltf/ext/BoxMeshopt.glb", {1, 1, 1}},
                       {"gltf/ext/BoxDraco.gltf", {1, 1, 1}},
                       {"gltf/meshopt/meshopt-no-fallback.gltf", {2, 2, 4.71F}}});
}

TEST(ImportUnits, SizesBeyondHousesAndBelowThemAreNoted) {
    EXPECT_THAT(good("kilometres.obj").notes, HasSubstr("5000 m across"));
    EXPECT_THAT(good("millimetres.obj").notes, HasSubstr("perhaps its numbers are not metres"));
    EXPECT_THAT(good("box.stl").notes, HasSubstr("do not say their unit"));
    EXPECT_EQ(good("house.obj").notes, "");
}

TEST(ImportAxes, ThreeAxesOfOneTriangleGiveOnePicture) {
    std::vector<Tmesh> meshes;
    for (const char* const axes : {"pypz", "pzpy", "nxpy"}) {
        const auto file = sharedFile("mesh/fbx/ufbx/blender_axes/axes_" + std::string{axes} + "_7400_binary.fbx");
        if (!file) continue;
        const Outcome outcome = runImport(*file);
        ASSERT_TRUE(outcome.converted()) << outcome.refusal;
        meshes.push_back(*outcome.mesh);
    }
    if (meshes.empty()) std::printf("left out: ../shared/data/mesh/fbx/ufbx is not there\n");
    for (const Tmesh& mesh : meshes) {
        ASSERT_EQ(mesh.vertices.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(mesh.origin[i], meshes[0].origin[i], 1e-3) << "axis " << i;
        const auto normalOf = [](const Tmesh& of) { return of.vertices[0].normal; };
        for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(normalOf(mesh)[i], normalOf(meshes[0])[i], 1e-3F);
    }
}

TEST(ImportAxes, OriginTellsWhereTheModelLayInItsFile) {
    const Outcome outcome = good("house.obj");  // from 0 to 2, 4 up and 3 towards the viewer
    ASSERT_TRUE(outcome.converted());
    EXPECT_THAT(outcome.mesh->origin,
                testing::ElementsAre(testing::DoubleNear(1, 1e-5), testing::DoubleNear(-1.5, 1e-5),
                                     testing::DoubleNear(0, 1e-5)));
}

TEST(ImportShapes, MirroredPieceIsNotInsideOut) {
    const Outcome outcome = good("mirrored.gltf");
    expectSize(outcome, {"mirrored.gltf", {5, 3, 4}});
    EXPECT_EQ(outcome.triangles(), 24U);
    EXPECT_NEAR(volumeOf(*outcome.mesh), 48, 0.01);
    EXPECT_EQ(trianglesAgainstNormals(*outcome.mesh), 0U);
}

TEST(ImportShapes, MirroredCubesOfAnFbxFileAreNotInsideOut) {
    const auto file = sharedFile("mesh/fbx/cubes_with_mirroring_and_pivot.fbx");
    if (!file) return void(std::printf("left out: ../shared/data/mesh is not there\n"));
    const Outcome outcome = runImport(*file);
    ASSERT_TRUE(outcome.converted());
    EXPECT_EQ(outcome.triangles(), 420U);
    EXPECT_GT(volumeOf(*outcome.mesh), 0);
    EXPECT_EQ(trianglesAgainstNormals(*outcome.mesh), 0U);
}

TEST(ImportShapes, InstancesAreShownEachInItsPlace) {
    const Outcome outcome = good("instances.gltf");
    EXPECT_EQ(outcome.triangles(), 36U);
    expectSize(outcome, {"instances.gltf", {4, 2, 10}});
    if (const auto file = sharedFile("gltf/city/GpuInstancesMetadata.gltf")) {
        EXPECT_EQ(runImport(*file).triangles(), 120U);
    }
}

TEST(ImportShapes, SparseAccessorMovesItsCorners) { expectSize(good("sparse.gltf"), {"sparse.gltf", {2, 3, 6}}); }

TEST(ImportShapes, StripsAreSurfacesAndLinesAreNoted) {
    const Outcome outcome = good("strip_and_lines.gltf");
    expectSize(outcome, {"strip_and_lines.gltf", {2, 0, 4}});
    EXPECT_EQ(outcome.triangles(), 2U);
    EXPECT_THAT(outcome.notes, HasSubstr("points and lines are not shown"));
    for (const TmeshVertex& vertex : outcome.mesh->vertices) EXPECT_NEAR(vertex.normal[1], -1, 1e-4F);
}

TEST(ImportShapes, BrokenTrianglesAreLeftOutAndCounted) {
    const Outcome outcome = good("partly_nan.obj");
    EXPECT_EQ(outcome.triangles(), 1U);
    EXPECT_THAT(outcome.notes, HasSubstr("not a number"));
    EXPECT_THAT(outcome.notes, HasSubstr("no area"));
}

TEST(ImportLook, EmbeddedPictureTransformAndOpacityOfGlb) {
    const Outcome outcome = good("textured.glb");
    ASSERT_TRUE(outcome.converted()) << outcome.refusal;
    const Tmesh& mesh = *outcome.mesh;
    ASSERT_EQ(mesh.textures.size(), 1U);
    EXPECT_EQ(mesh.textures[0].size.widthPx, 2U);
    EXPECT_THAT(std::vector<int>(mesh.textures[0].rgba.begin(), mesh.textures[0].rgba.begin() + 8),
                testing::ElementsAre(255, 0, 0, 255, 0, 255, 0, 255));
    EXPECT_EQ(mesh.textures[0].rgba[15], 128) << "the alpha of a blended material is kept";
    ASSERT_EQ(mesh.parts.size(), 1U);
    EXPECT_THAT(mesh.parts[0].baseColour, testing::ElementsAre(0.5F, 1.0F, 1.0F, 0.75F));
    EXPECT_EQ(mesh.parts[0].flags, kTmeshDoubleSided);
    float most = 0;
    for (const TmeshVertex& vertex : mesh.vertices) most = std::max(most, vertex.uv[0]);
    EXPECT_NEAR(most, 2.25F, 1e-5F) << "offset 0.25 and scale 2 of KHR_texture_transform";
}

TEST(ImportLook, PicturesBesideObjAreFoundWhateverTheirCaseAndSlashes) {
    const Outcome outcome = good("house.obj");
    ASSERT_TRUE(outcome.converted());
    EXPECT_EQ(outcome.mesh->textures.size(), 1U);
    EXPECT_NEAR(outcome.mesh->parts[0].baseColour[1], 0.214F, 0.001F) << "0.5 on the screen is 0.214 linear";
    EXPECT_NEAR(outcome.mesh->parts[0].baseColour[3], 0.5F, 0.001F);
}

TEST(ImportLook, PicturesOfOthersAreReadInEveryKind) {
    const std::vector<std::pair<const char*, std::size_t>> all{{"gltf/BoxTextured_glTF/BoxTextured.gltf", 1},
                                                               {"gltf/BoxTexturedWebp/BoxTexturedWebp.gltf", 1},
                                                               {"gltf/EncodingTest/Unicode ❤♻ Test.gltf", 1},
                                                               {"gltf/CesiumMan.glb", 1},
                                                               {"gltf/textureTransform/TextureTransformTest.gltf", 5},
                                                               {"mesh/obj/spider.obj", 4},
                                                               {"mesh/dae/duck.dae", 1},
                                                               {"mesh/dae/duck.zae", 1},
                                                               {"mesh/fbx/embedded_ascii/box.FBX", 1},
                                                               {"mesh/fbx/box_orphant_embedded_texture.fbx", 1},
                                                               {"gltf/CesiumBalloon/CesiumBalloonKTX2.glb", 0}};
    for (const auto& [name, count] : all) {
        const auto file = sharedFile(name);
        if (!file) {
            std::printf("left out: %s\n", name);
            continue;
        }
        const Outcome outcome = runImport(*file);
        ASSERT_TRUE(outcome.converted()) << name << ": " << outcome.refusal;
        EXPECT_EQ(outcome.mesh->textures.size(), count) << name;
        EXPECT_EQ(outcome.notes.find("KTX2 pictures are not supported") != std::string::npos, count == 0) << name;
    }
}

TEST(ImportLook, VertexColoursReachTheMesh) {
    const Outcome outcome = good("colours_without_normals.gltf");
    ASSERT_TRUE(outcome.converted());
    std::size_t red = 0, blue = 0;
    for (const TmeshVertex& vertex : outcome.mesh->vertices) {
        red += vertex.rgba == 0xFF0000FFU;
        blue += vertex.rgba == 0xFFFF0000U;
    }
    EXPECT_GT(red, 0U);
    EXPECT_GT(blue, 0U);
    EXPECT_EQ(red + blue, outcome.mesh->vertices.size());
}

TEST(ImportLook, ColourMapOfIfcMakesOnePartAColour) {
    const Outcome outcome = good("triangles_in_two_colours.ifc");
    ASSERT_TRUE(outcome.converted());
    ASSERT_EQ(outcome.mesh->parts.size(), 2U);
    EXPECT_EQ(outcome.mesh->parts[0].indexCount + outcome.mesh->parts[1].indexCount, 36U);
    for (const TmeshPart& part : outcome.mesh->parts) {
        EXPECT_NEAR(part.baseColour[3], 0.5F, 0.01F);
        EXPECT_EQ(part.indexCount, part.baseColour[0] > 0.5F ? 12U : 24U);
    }
}

TEST(ImportLook, BrokenMaterialFileCostsOnlyTheColours) {
    const Outcome outcome = good("broken_material.obj");
    EXPECT_EQ(outcome.triangles(), 1U);
    EXPECT_THAT(outcome.notes, HasSubstr("the materials cannot be read"));
}

TEST(ImportLook, GroundOfIfcIsLeftOutAndNoted) {
    const auto file = sharedFile("ifc/AC20-FZK-Haus.ifc");
    if (!file) return void(std::printf("left out: ../shared/data/ifc is not there\n"));
    EXPECT_THAT(runImport(*file).notes, HasSubstr("the ground in the file (IfcSite) is left out"));
}

}  // namespace
}  // namespace twin::import::test
