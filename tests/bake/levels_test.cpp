// Levels of detail of what is built: how far the coarse lies from the fine, and that each thing is shown once.
#include <cmath>
#include <map>
#include <set>

#include "scene/city/city.h"
#include "tests/bake/rays.h"
#include "tests/bake/small_town.h"
#include "tools/bake/kit.h"
#include "tools/bake/pack/assembler.h"

namespace twin::bake::testing {
namespace {

double distanceTo(glm::dvec3 p, const std::array<glm::dvec3, 3>& t) {
    const glm::dvec3 normal = glm::cross(t[1] - t[0], t[2] - t[0]);
    bool inside = true;
    double best = 1e300;
    for (std::size_t i = 0; i < 3; ++i) {
        const glm::dvec3 from = t[i], along = t[(i + 1) % 3] - from;
        inside = inside && glm::dot(glm::cross(along, p - from), normal) >= 0;
        const double share = std::clamp(glm::dot(p - from, along) / glm::dot(along, along), 0.0, 1.0);
        best = std::min(best, glm::distance(p, from + along * share));
    }
    return inside ? std::abs(glm::dot(p - t[0], glm::normalize(normal))) : best;
}

class ThingMaterialsForTests final : public MaterialLookup {
public:
    [[nodiscard]] MaterialIndex find(std::string_view) const override { return 0; }
};

/// The farthest that a point of `from`, looked at every half metre or finer, lies from `to`.
double farthest(const Mesh& from, const Mesh& to) {
    double most = 0;
    for (std::size_t i = 0; i < from.indices.size(); i += 3) {
        const auto t = triangleOf(from, i);
        const double size = std::max({glm::distance(t[0], t[1]), glm::distance(t[1], t[2]), glm::distance(t[2], t[0])});
        const int steps = std::max(1, static_cast<int>(std::ceil(size / 0.5)));
        for (int a = 0; a <= steps; ++a) {
            for (int b = 0; a + b <= steps; ++b) {
                const glm::dvec3 p = t[0] + (t[1] - t[0]) * (1.0 * a / steps) + (t[2] - t[0]) * (1.0 * b / steps);
                double nearest = 1e300;
                for (std::size_t k = 0; k < to.indices.size(); k += 3)
                    nearest = std::min(nearest, distanceTo(p, triangleOf(to, k)));
                most = std::max(most, nearest);
            }
        }
    }
    return most;
}

std::vector<HouseShape> houseShapes() {
    std::vector<HouseShape> all;
    for (const RoofShape roof :
         {RoofShape::Flat, RoofShape::Gable, RoofShape::Hip, RoofShape::Mansard, RoofShape::Shed}) {
        for (std::uint8_t variant = 0; variant < 4; ++variant) {
            for (const bool alongX : {true, false}) {
                HouseShape house;
                house.roof = roof;
                house.variant = variant;
                house.ridgeAlongX = alongX;
                house.widthM = variant < 2 ? 9 : 12;
                house.depthM = 11;
                house.storeys = 1 + variant % 2;
                house.pitchDeg = roof == RoofShape::Shed ? 8 : 33 + 3 * variant;
                house.overhangM = 0.45;
                house.chimney = roof != RoofShape::Shed && variant != 2;
                all.push_back(house);
            }
        }
    }
    HouseShape block;
    block.roof = RoofShape::Flat;
    block.widthM = 40;
    block.depthM = 12;
    block.storeys = 5;
    block.chimney = false;
    all.push_back(block);
    return all;
}

TEST(SimpleHouse, SaysHowFarItLiesFromTheDetailedOneAtMost) {
    for (const HouseShape& shape : houseShapes()) {
        Mesh detailed;
        buildHouse(detailed, shape);
        const SimpleHouse simple = simpleHouse(shape);
        const double out = farthest(detailed, simple.mesh), in = farthest(simple.mesh, detailed);
        const std::string what = "roof " + std::to_string(static_cast<int>(shape.roof)) + " variant " +
                                 std::to_string(shape.variant) + (shape.ridgeAlongX ? " along" : " across");
        EXPECT_LE(out, simple.errorM + 1e-9) << what;
        EXPECT_LE(in, simple.errorM + 1e-9) << what;
        EXPECT_GE(std::max(in, out), 0.4 * simple.errorM) << what << ": a bound that says something";
        EXPECT_LE(simple.mesh.indices.size() / 3, 24U) << what;
        for (const MeshVertex& v : simple.mesh.vertices) EXPECT_EQ(v.variant, shape.variant) << "colours go by it";
    }
}

// What kDrawClosed says of houses: the software level leaves out what is turned away.
TEST(House, ShowsNothingFromBehind) {
    Random random{"rays", 1};
    for (const HouseShape& shape : houseShapes()) {
        Mesh mesh;
        buildHouse(mesh, shape);
        int behind = 0;
        for (int i = 0; i < 1500; ++i) {
            const double angle = random.between(0, 6.2832);
            const glm::dvec3 eye{40 * std::cos(angle), 40 * std::sin(angle), random.between(1.6, 40)};
            const glm::dvec3 at{random.between(-0.6, 0.6) * shape.widthM, random.between(-0.6, 0.6) * shape.depthM,
                                random.between(0, shape.storeys * shape.storeyM + 5)};
            behind += facesBack(mesh, eye, at - eye) == false ? 1 : 0;
        }
        EXPECT_EQ(behind, 0) << "roof " << static_cast<int>(shape.roof) << " variant " << int{shape.variant};
    }
}

const city::City& smallTown() {
    static const city::City town = [] {
        Result<city::City> viewed = city::City::view(smallCity(), "small.city");
        if (!viewed) ADD_FAILURE() << viewed.error().what;
        return std::move(*viewed);
    }();
    return town;
}

glm::vec3 vec(const std::array<float, 3>& v) { return {v[0], v[1], v[2]}; }

/// As shaders/draw_cull.comp chooses.
bool shown(const city::Draw& draw, glm::vec3 eye) {
    const city::Tile& tile = smallTown().tiles()[draw.tile];
    const glm::vec3 middle(tile.west + 128, tile.south + 128, 0.5F * (tile.minZ + tile.maxZ));
    const float own = glm::length(vec(draw.centre) - eye), byTile = glm::length(middle - eye);
    const float near = (draw.flags & city::kDrawLodByTile) != 0 ? byTile : own;
    const float far = (draw.flags & (city::kDrawLodByTile | city::kDrawFarByTile)) != 0 ? byTile : own;
    return near >= draw.lodNearM && far < draw.lodFarM;
}

TEST(Together, EachHouseIsShownOnceFromEverywhere) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> drawsOf;  // by house
    for (std::uint32_t i = 0; i < smallTown().draws().size(); ++i) {
        const city::Draw& draw = smallTown().draws()[i];
        const city::Element& element = smallTown().elements()[draw.element];
        if (element.layer == city::Layer::Buildings && smallTown().text(element.kind) != "together")
            drawsOf[draw.element].push_back(i);
    }
    std::set<std::uint32_t> members;
    for (const city::Member& member : smallTown().members()) {
        EXPECT_TRUE(members.insert(member.element).second) << "in one tile only";
        drawsOf[member.element].push_back(member.draw);
    }
    EXPECT_GT(members.size(), 20U);
    for (const auto& [house, draws] : drawsOf) {
        const glm::vec3 at = vec(smallTown().draws()[draws.front()].centre);
        for (int turn = 0; turn < 12; ++turn) {
            for (float away = 5; away < 3000; away *= 1.013F) {
                const auto angle = static_cast<float>(turn) * 0.5236F;
                const glm::vec3 eye = at + away * glm::vec3(std::cos(angle), std::sin(angle), 0.3F);
                const auto count = std::count_if(draws.begin(), draws.end(),
                                                 [&](std::uint32_t i) { return shown(smallTown().draws()[i], eye); });
                ASSERT_EQ(count, 1) << "house " << house << " from " << away << " m";
            }
        }
    }
}

TEST(House, ShowsNothingFromBehindInThePack) { expectClosed(smallTown(), 20); }

TEST(Together, ATileShowsTheSameTrianglesAsItsHouses) {
    for (std::size_t i = 0; i < smallTown().members().size(); ++i) {
        const city::Member& member = smallTown().members()[i];
        const city::Draw& whole = smallTown().draws()[member.draw];
        const bool last = i + 1 == smallTown().members().size() || smallTown().members()[i + 1].draw != member.draw;
        const std::uint32_t end = last ? whole.indexCount : smallTown().members()[i + 1].firstIndex;
        const auto own =
            std::find_if(smallTown().draws().begin(), smallTown().draws().end(),
                         [&](const city::Draw& draw) { return draw.element == member.element && draw.lodNearM > 0; });
        ASSERT_NE(own, smallTown().draws().end());
        EXPECT_EQ(own->tile, whole.tile);
        EXPECT_EQ(own->lodFarM, whole.lodNearM);
        ASSERT_EQ(own->indexCount, end - member.firstIndex);
        for (std::uint32_t k = 0; k < own->indexCount; ++k) {
            const auto vertex = [&](const city::Draw& draw, std::uint32_t index) {
                return smallTown().vertices()[static_cast<std::size_t>(draw.vertexOffset) +
                                              smallTown().indices()[draw.firstIndex + index]];
            };
            const city::Vertex a = vertex(*own, k), b = vertex(whole, member.firstIndex + k);
            ASSERT_EQ(std::memcmp(&a, &b, sizeof a), 0);
        }
    }
}

/// Height of the highest triangle over (or under) a place, or less than -1e8 where there is none.
double surfaceAt(const Mesh& mesh, glm::dvec2 p, double near) {
    double best = -1e9;
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const auto t = triangleOf(mesh, i);
        const glm::dvec3 normal = glm::cross(t[1] - t[0], t[2] - t[0]);
        if (normal.z < 1e-6) continue;
        bool inside = true;
        for (std::size_t k = 0; k < 3; ++k) {
            const glm::dvec2 from{t[k]}, along = glm::dvec2{t[(k + 1) % 3]} - from, to = p - from;
            inside = inside && along.x * to.y - along.y * to.x >= -1e-6;
        }
        if (!inside) continue;
        const double z = t[0].z - (normal.x * (p.x - t[0].x) + normal.y * (p.y - t[0].y)) / normal.z;
        if (std::abs(z - near) < std::abs(best - near)) best = z;
    }
    return best;
}

TEST(FlatThings, SayHowFarTheirFarFormLiesFromTheGround) {
    const ThingMaterialsForTests materials;
    // Ground with waves of 2 m in 60: as a steep bank.
    const KitSite site{[](glm::dvec2 p) { return 200 + std::sin(p.x / 9.5) + 0.03 * p.y; },
                       [](glm::dvec2) { return -1e9; }, materials, 1};
    KitPlacement placement;
    placement.shape = KitPlacement::Shape::Line;
    placement.points = {{0, 0}, {90, 40}, {150, 30}};
    const Kit* kit = findKit("cycle-path");
    ASSERT_NE(kit, nullptr);
    std::map<std::string, KitParams::Value, std::less<>> values;
    for (const KitParam& param : kit->params) {
        if (const auto* number = std::get_if<double>(&param.fallback)) values.emplace(param.name, *number);
        if (const auto* word = std::get_if<std::string_view>(&param.fallback))
            values.emplace(param.name, std::string{*word});
        if (const auto* on = std::get_if<bool>(&param.fallback)) values.emplace(param.name, *on);
    }
    const KitResult result = kit->build(placement, KitParams{values}, site);
    EXPECT_GT(result.groundErrorM, 0.2) << "the ground is far from straight";
    EXPECT_LT(result.groundErrorM, 2.5);
    EXPECT_LT(result.groundFar.indices.size() * 2, result.ground.indices.size());
    for (const MeshVertex& v : result.ground.vertices) {
        const double far = surfaceAt(result.groundFar, glm::dvec2{v.position}, v.position.z);
        if (far < -1e8) continue;  // a rounding outside of the edge
        EXPECT_LE(std::abs(far - v.position.z), result.groundErrorM + 1e-6);
    }
}

class TogetherTest : public ::testing::Test {
protected:
    std::uint32_t add(const std::string& id, double x, double errorM, const Life& life = {}) {
        const std::uint32_t element = assembler_.addElement({id, "", "house", {}, life, city::Layer::Buildings});
        Mesh mesh;
        MeshBuilder{mesh}.box({x, 100, 200}, {x + 10, 110, 206}, 0);
        assembler_.addTogether(element, assembler_.tileAt({x + 5, 105}), mesh, {city::kDrawCastsShadow, 500}, errorM,
                               sphereOf(mesh));
        return element;
    }
    Assembler assembler_{{-512, 512, -512, 512}};
};

TEST_F(TogetherTest, ATileIsShownInOneFromWhereTheGreatestErrorIsAPixel) {
    (void)add("a", 20, 1);
    (void)add("b", 60, 2.5);
    const Assembler::Tables tables = assembler_.finish();
    ASSERT_EQ(tables.members.size(), 2U);
    const city::Draw& whole = tables.draws[tables.members[0].draw];
    const double pixelM = kLevelPixelRad * (static_cast<double>(whole.lodNearM) - 256 * std::sqrt(0.5));
    EXPECT_GE(pixelM, 2.5) << "at the nearest edge of the tile";
    EXPECT_LE(pixelM, 2.6);
    EXPECT_NE(whole.flags & city::kDrawLodByTile, 0U);
}

TEST_F(TogetherTest, WhatHasDatesOrStandsAloneStaysAlone) {
    Life life;
    life.goneFrom = 9000;
    const std::uint32_t going = add("going", 20, 1, life), a = add("a", 60, 1), b = add("b", 90, 1);
    (void)add("far", 300, 1);  // in the next tile
    const Assembler::Tables tables = assembler_.finish();
    ASSERT_EQ(tables.members.size(), 2U);
    EXPECT_EQ(tables.members[0].element, a);
    EXPECT_EQ(tables.members[1].element, b);
    for (const city::Draw& draw : tables.draws) {
        if (draw.element != going) continue;
        EXPECT_EQ(draw.flags & city::kDrawFarByTile, 0U);
        EXPECT_GT(draw.lodFarM, 1e8F);
    }
    EXPECT_EQ(tables.draws.size(), 5U);
}

}  // namespace
}  // namespace twin::bake::testing
