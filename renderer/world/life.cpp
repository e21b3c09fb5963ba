#include "renderer/world/life.h"

#include <algorithm>
#include <cmath>

#include "renderer/world/mix.h"

namespace twin::render {

namespace {

/// How many of a kind stand on a kilometre of a class of path at its busiest hour. Schematic: chosen to look lived in.
struct Busy {
    float cars, buses, bicycles, walkers;
};
constexpr std::array<Busy, static_cast<std::size_t>(city::PathClass::Count)> kBusy{{
    {16, 0.6F, 0, 0},     // expressway
    {14, 1.0F, 0.5F, 5},  // main road
    {5, 0.3F, 1.0F, 8},   // street
    {2, 0, 0.5F, 3},      // service road
    {0, 0, 2.0F, 45},     // pedestrian
    {0, 0, 4.0F, 14},     // path, cycle route
}};

/// How far each kind is drawn: where it is some two pixels high in a picture of 1080 lines, less for what is thin.
constexpr std::array<float, kLifeKinds> kFarM{900, 1400, 350, 450, 450};
constexpr float kBesideM = 25;  // outside of the picture by this much things still throw shadows into it
constexpr float kRoadLiftM = 0.05F, kSidewalkLiftM = 0.17F;  // tools/bake/town/streets.cpp

/// Numbers from 0 to 1 that follow from where they are used.
class Luck {
public:
    Luck(std::uint32_t seed, std::uint32_t path, std::uint32_t slot, std::uint32_t kind)
        : state_{mixed(seed ^ mixed(path * 2654435761U + slot * 40503U + kind * 97U))} {}
    float next() {
        state_ = mixed(state_ + 0x9e3779b9U);
        return static_cast<float>(state_ >> 8U) / 16777216.0F;
    }

private:
    std::uint32_t state_;
};

constexpr std::array<std::uint32_t, 8> kPaint{0xFFD8D8D6, 0xFFB0B2B4, 0xFF6A6C6E, 0xFF242424,
                                              0xFF7A4A22, 0xFF2A2E9A, 0xFF9AA0A2, 0xFF4A3A2A};  // ABGR
constexpr std::uint32_t kBusPaint = 0xFFC8CCCE;

/// Neutral greys: silhouettes for scale, nobody.
std::uint32_t greyOf(float luck) {
    const auto level = static_cast<std::uint32_t>(120 + 100 * luck);
    return 0xFF000000U | level << 16U | level << 8U | level;
}

float lengthOf(std::span<const city::PathPoint> line) {
    float sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        sum += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    return sum;
}

/// A place `besideM` to the right of a line, `alongM` from its start, going its way or against it.
LifePlace placeAlong(std::span<const city::PathPoint> line, float alongM, float besideM, bool against) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const glm::vec3 a{line[i - 1].x, line[i - 1].y, line[i - 1].z};
        const glm::vec3 b{line[i].x, line[i].y, line[i].z};
        const glm::vec2 way = glm::vec2(b) - glm::vec2(a);
        const float length = glm::length(way);
        if (alongM > length && i + 1 < line.size()) {
            alongM -= length;
            continue;
        }
        if (length < 1e-3F) break;
        glm::vec2 ahead = way / length;
        const float share = std::clamp(alongM / length, 0.0F, 1.0F);
        if (against) ahead = -ahead;
        LifePlace place;
        place.at = a + (b - a) * share + glm::vec3(ahead.y * besideM, -ahead.x * besideM, 0);
        place.yawRad = std::atan2(ahead.x, ahead.y);
        return place;
    }
    return {{line.front().x, line.front().y, line.front().z}, 0, 0};
}

class MeshMaker {
public:
    static constexpr std::uint32_t kGlass = 0xFF322A24, kTyre = 0xFF181818, kGrey = 0xFFFFFFFF, kLamp = 0xFFE8F0F4;

    explicit MeshMaker(LifeMeshes& out) : out_{out} {}

    void begin() { first_ = static_cast<std::uint32_t>(out_.indices.size()); }
    void end(LifeKind kind) {
        out_.ranges[static_cast<std::size_t>(kind)] = {first_,
                                                       static_cast<std::uint32_t>(out_.indices.size()) - first_};
    }

    void quad(glm::vec3 a, glm::vec3 b, glm::vec3 c, glm::vec3 d, std::uint32_t rgba, bool painted) {
        const glm::vec3 cross = glm::cross(c - a, d - b);
        const glm::vec3 normal = glm::dot(cross, cross) > 1e-12F ? glm::normalize(cross) : glm::vec3(0, 0, 1);
        const auto base = static_cast<std::uint32_t>(out_.vertices.size());
        for (const glm::vec3 p : {a, b, c, d}) out_.vertices.push_back({p, normal, {painted ? 1.0F : 0.0F, 0}, rgba});
        for (const std::uint32_t i : {0U, 1U, 2U, 0U, 2U, 3U}) out_.indices.push_back(base + i);
    }

    /// Between two level rectangles: x and y from low to high, at two heights.
    void block(glm::vec4 foot, float z0, glm::vec4 top, float z1, std::uint32_t sides, bool sidesPainted,
               std::uint32_t roof, bool roofPainted) {
        const std::array<glm::vec3, 4> f{
            {{foot.x, foot.y, z0}, {foot.z, foot.y, z0}, {foot.z, foot.w, z0}, {foot.x, foot.w, z0}}};
        const std::array<glm::vec3, 4> t{
            {{top.x, top.y, z1}, {top.z, top.y, z1}, {top.z, top.w, z1}, {top.x, top.w, z1}}};
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t k = (i + 1) % 4;
            quad(f[i], f[k], t[k], t[i], sides, sidesPainted);
        }
        quad(t[0], t[1], t[2], t[3], roof, roofPainted);
    }

    void wheel(float x, float y, float radius, float halfWidth) {
        constexpr int kSides = 8;
        for (int i = 0; i < kSides; ++i) {
            const float a = 6.2831853F * static_cast<float>(i) / kSides;
            const float b = 6.2831853F * static_cast<float>(i + 1) / kSides;
            const auto at = [&](float angle, float side) {
                return glm::vec3(x + side * halfWidth, y + radius * std::cos(angle), radius + radius * std::sin(angle));
            };
            quad(at(a, -1), at(b, -1), at(b, 1), at(a, 1), kTyre, false);
            const float out = x > 0 ? 1.0F : -1.0F;
            const glm::vec3 hub(x + out * halfWidth, y, radius);
            quad(hub, at(a, out), at(b, out), hub, kTyre, false);
        }
    }

    /// A round body along a line: radii at its points, flatter from front to back.
    void limb(std::span<const glm::vec4> rings, std::uint32_t rgba) {
        constexpr int kSides = 6;
        for (std::size_t r = 1; r < rings.size(); ++r) {
            for (int i = 0; i < kSides; ++i) {
                const auto at = [&](std::size_t ring, int side) {
                    const float angle = 6.2831853F * static_cast<float>(side) / kSides;
                    const glm::vec4 c = rings[ring];
                    return glm::vec3(c.x + c.w * std::cos(angle), c.y + 0.7F * c.w * std::sin(angle), c.z);
                };
                quad(at(r - 1, i), at(r - 1, i + 1), at(r, i + 1), at(r, i), rgba, true);
            }
        }
    }

    void bar(glm::vec3 from, glm::vec3 to, float half) {
        const glm::vec3 side(half, 0, 0);
        const glm::vec3 up = glm::normalize(glm::cross(to - from, side)) * half;
        quad(from - side, from + side, to + side, to - side, kTyre, false);
        quad(from - up, from + up, to + up, to - up, kTyre, false);
    }

    /// Torso and head over hips at `hip`, leaning ahead.
    void upperBody(glm::vec3 hip, float lean) {
        const auto at = [&](float up, float radius) { return glm::vec4(hip.x, hip.y + lean * up, hip.z + up, radius); };
        const std::array<glm::vec4, 5> torso{at(-0.04F, 0.15F), at(0.12F, 0.165F), at(0.44F, 0.205F), at(0.55F, 0.16F),
                                             at(0.60F, 0.06F)};
        limb(torso, kGrey);
        const std::array<glm::vec4, 5> head{at(0.60F, 0.05F), at(0.68F, 0.095F), at(0.78F, 0.105F), at(0.86F, 0.07F),
                                            at(0.89F, 0.01F)};
        limb(head, kGrey);
        for (const float x : {-0.24F, 0.24F}) {
            const std::array<glm::vec4, 3> arm{glm::vec4(x, hip.y + lean * 0.5F, hip.z + 0.52F, 0.055F),
                                               glm::vec4(x * 1.08F, hip.y + lean * 0.3F, hip.z + 0.22F, 0.05F),
                                               glm::vec4(x * 1.05F, hip.y + lean * 0.3F + 0.05F, hip.z - 0.06F, 0.04F)};
            limb(arm, kGrey);
        }
    }

    void leg(float x, glm::vec3 hip, glm::vec3 knee, glm::vec3 foot) {
        const std::array<glm::vec4, 3> rings{glm::vec4(hip.x + x, hip.y, hip.z, 0.095F),
                                             glm::vec4(knee.x + x, knee.y, knee.z, 0.07F),
                                             glm::vec4(foot.x + x, foot.y, foot.z, 0.055F)};
        limb(rings, kGrey);
    }

private:
    LifeMeshes& out_;
    std::uint32_t first_ = 0;
};

void makeCar(MeshMaker& m) {
    m.begin();
    m.block({-0.86F, -2.1F, 0.86F, 2.1F}, 0.28F, {-0.88F, -2.12F, 0.88F, 2.12F}, 0.62F, MeshMaker::kGrey, true,
            MeshMaker::kGrey, true);
    m.block({-0.88F, -2.12F, 0.88F, 2.12F}, 0.62F, {-0.82F, -2.0F, 0.82F, 1.95F}, 0.92F, MeshMaker::kGrey, true,
            MeshMaker::kGrey, true);
    m.block({-0.78F, -1.75F, 0.78F, 0.85F}, 0.92F, {-0.64F, -1.25F, 0.64F, 0.25F}, 1.44F, MeshMaker::kGlass, false,
            MeshMaker::kGrey, true);
    for (const float x : {-0.80F, 0.80F}) {
        for (const float y : {-1.3F, 1.3F}) m.wheel(x, y, 0.32F, 0.1F);
    }
    m.end(LifeKind::Car);
}

void makeBus(MeshMaker& m) {
    m.begin();
    const glm::vec4 body{-1.25F, -6.0F, 1.25F, 6.0F};
    const glm::vec4 upper{-1.22F, -5.95F, 1.22F, 5.95F};
    m.block(body, 0.32F, body, 1.15F, MeshMaker::kGrey, true, MeshMaker::kGrey, true);
    m.block(body, 1.15F, upper, 2.45F, MeshMaker::kGlass, false, MeshMaker::kGrey, true);
    m.block(upper, 2.45F, {-1.15F, -5.85F, 1.15F, 5.85F}, 3.0F, MeshMaker::kGrey, true, MeshMaker::kGrey, true);
    for (const float x : {-1.15F, 1.15F}) {
        for (const float y : {-3.2F, 3.3F}) m.wheel(x, y, 0.48F, 0.14F);
    }
    m.end(LifeKind::Bus);
}

void makeBicycle(MeshMaker& m) {
    m.begin();
    for (const float y : {-0.52F, 0.52F}) m.wheel(0.01F, y, 0.34F, 0.018F);
    m.bar({0, -0.52F, 0.34F}, {0, -0.1F, 0.86F}, 0.02F);
    m.bar({0, -0.1F, 0.32F}, {0, 0.42F, 0.86F}, 0.02F);
    m.bar({0, -0.18F, 0.80F}, {0, 0.42F, 0.86F}, 0.02F);
    m.bar({0, 0.52F, 0.34F}, {0, 0.40F, 1.02F}, 0.02F);
    m.upperBody({0, -0.16F, 0.98F}, 0.45F);
    m.leg(-0.1F, {0, -0.16F, 0.95F}, {0, 0.24F, 0.72F}, {0, 0.02F, 0.34F});
    m.leg(0.1F, {0, -0.16F, 0.95F}, {0, 0.12F, 0.56F}, {0, -0.06F, 0.16F});
    m.end(LifeKind::Bicycle);
}

void makePeople(MeshMaker& m) {
    m.begin();
    m.upperBody({0, 0, 0.88F}, 0.05F);
    m.leg(-0.09F, {0, 0, 0.88F}, {0, 0.16F, 0.48F}, {0, 0.26F, 0.04F});
    m.leg(0.09F, {0, 0, 0.88F}, {0, -0.02F, 0.46F}, {0, -0.28F, 0.07F});
    m.end(LifeKind::Walker);
    m.begin();
    m.upperBody({0, 0, 0.88F}, 0);
    m.leg(-0.1F, {0, 0, 0.88F}, {0, 0.01F, 0.46F}, {0, 0.02F, 0.03F});
    m.leg(0.1F, {0, 0, 0.88F}, {0, 0.01F, 0.46F}, {0, 0.0F, 0.03F});
    m.end(LifeKind::Stander);
}

}  // namespace

LifeMeshes makeLifeMeshes() {
    LifeMeshes meshes;
    MeshMaker maker{meshes};
    makeCar(maker);
    makeBus(maker);
    makeBicycle(maker);
    makePeople(maker);
    return meshes;
}

void LifeTable::place(const city::City& city, float traffic, float walkers, std::uint32_t seed) {
    for (auto& places : places_) places.clear();
    const std::span<const city::Path> paths = city.paths();
    for (std::uint32_t p = 0; p < paths.size(); ++p) {
        const city::Path& path = paths[p];
        const auto line = city.pathPoints().subspan(path.firstPoint, path.pointCount);
        const float length = lengthOf(line);
        const Busy& busy = kBusy[static_cast<std::size_t>(path.kind)];
        const bool driven = busy.cars > 0;
        // Each kind has its own slots along the path; a slot is taken or not, and then its place shifts a little.
        const auto fill = [&](LifeKind kind, float perKm, float share, const auto& make) {
            if (perKm <= 0 || share <= 0) return;
            const float gap = 1000 / perKm;
            const auto slots = static_cast<std::uint32_t>(std::ceil(length / gap));
            for (std::uint32_t slot = 0; slot < slots; ++slot) {
                Luck luck{seed, p, slot, static_cast<std::uint32_t>(kind)};
                if (luck.next() >= share) continue;
                const float along = (static_cast<float>(slot) + luck.next()) * gap;
                if (along >= length) continue;
                make(along, luck);
            }
        };
        const auto keep = [&](LifeKind kind, LifePlace place, float lift, std::uint32_t rgba) {
            place.at.z += lift;
            place.rgba = rgba;
            places_[static_cast<std::size_t>(kind)].push_back(place);
        };
        fill(LifeKind::Car, busy.cars, traffic, [&](float along, Luck& luck) {
            const LifePlace at = placeAlong(line, along, path.widthM / 4, luck.next() < 0.5F);
            keep(LifeKind::Car, at, kRoadLiftM, kPaint[static_cast<std::size_t>(luck.next() * 7.99F)]);
        });
        fill(LifeKind::Bus, path.widthM >= 6 ? busy.buses : 0, traffic, [&](float along, Luck& luck) {
            keep(LifeKind::Bus, placeAlong(line, along, path.widthM / 4, luck.next() < 0.5F), kRoadLiftM, kBusPaint);
        });
        fill(LifeKind::Bicycle, busy.bicycles, walkers, [&](float along, Luck& luck) {
            const float beside = driven ? path.widthM / 2 - 0.7F : path.widthM / 4;
            keep(LifeKind::Bicycle, placeAlong(line, along, beside, luck.next() < 0.5F), kRoadLiftM,
                 greyOf(luck.next()));
        });
        fill(LifeKind::Walker, busy.walkers, walkers, [&](float along, Luck& luck) {
            const bool paved = driven && path.sidewalkM > 0;
            if (driven && !paved) return;  // nobody walks on a carriageway
            const float side = luck.next();
            const float beside =
                paved ? path.widthM / 2 + path.sidewalkM * (0.3F + 0.4F * side) : path.widthM * 0.45F * (2 * side - 1);
            const bool left = (path.flags & city::kPathSidewalkLeft) != 0;
            const bool right = (path.flags & city::kPathSidewalkRight) != 0;
            bool against = luck.next() < 0.5F;  // against the line's way its right is the left side
            if (paved && left != right) against = left;
            LifePlace at = placeAlong(line, along, beside, against);
            const bool stands = luck.next() < 0.25F;
            if (stands || luck.next() < 0.5F) at.yawRad += stands ? 6.2831853F * luck.next() : 3.1415927F;
            keep(stands ? LifeKind::Stander : LifeKind::Walker, at, paved ? kSidewalkLiftM : kRoadLiftM,
                 greyOf(luck.next()));
        });
    }
}

LifeShown LifeTable::select(const shared::FrameData& frame, std::span<shared::LifeInstance> out) const noexcept {
    LifeShown shown;
    std::uint32_t used = 0;
    for (std::size_t kind = 0; kind < kLifeKinds; ++kind) {
        shown.first[kind] = used;
        for (const LifePlace& place : places_[kind]) {
            if (used >= out.size()) break;
            const glm::vec3 rel = (place.at - frame.eye) - frame.eyeLow;
            if (glm::dot(rel, rel) > kFarM[kind] * kFarM[kind]) continue;
            bool inside = true;
            for (int i = 0; i < 5 && inside; ++i)
                inside = glm::dot(glm::vec3(frame.planes[i]), rel) + frame.planes[i].w > -kBesideM;
            if (!inside) continue;
            out[used++] = {rel, place.yawRad, place.rgba};
        }
        shown.count[kind] = used - shown.first[kind];
    }
    return shown;
}

}  // namespace twin::render
