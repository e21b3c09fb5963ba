// tools/bake/kits/part.cpp: see part.h.
#include "tools/bake/kits/part.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/gtc/constants.hpp>

namespace twin::bake::kits {
namespace {

constexpr double kDrapeStepM = 16;  // pieces small enough for their uv; finish() cuts them along the ground
constexpr double kGroundGridM =
    8;  // the town's height field: samples at multiples of it, cells cut south-west to north-east

/// Splits by edges only, so that neighbours split alike and no crack opens.
void drapeTriangle(const Work& w, MeshBuilder& builder, const std::array<dvec2, 3>& t, double liftM,
                   MaterialIndex material, int depth) {
    std::array<bool, 3> split{};
    int count = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        split[i] = depth < 9 && glm::length(t[(i + 1) % 3] - t[i]) > kDrapeStepM;
        if (split[i]) ++count;
    }
    if (count == 0) {
        const auto up = [&](dvec2 p) { return dvec3{p, w.groundZ(p) + liftM}; };
        builder.triangle(up(t[0]), up(t[1]), up(t[2]), material);
        return;
    }
    std::array<dvec2, 3> middle{};
    for (std::size_t i = 0; i < 3; ++i) middle[i] = (t[i] + t[(i + 1) % 3]) * 0.5;
    const auto next = [&](dvec2 a, dvec2 b, dvec2 c) {
        drapeTriangle(w, builder, {a, b, c}, liftM, material, depth + 1);
    };
    if (count == 3) {
        next(t[0], middle[0], middle[2]);
        next(middle[0], t[1], middle[1]);
        next(middle[2], middle[1], t[2]);
        next(middle[0], middle[1], middle[2]);
        return;
    }
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t j = (i + 1) % 3;
        const std::size_t k = (i + 2) % 3;
        if (count == 1 && split[i]) {
            next(t[i], middle[i], t[k]);
            next(middle[i], t[j], t[k]);
            return;
        }
        if (count == 2 && !split[i]) {  // edges j and k are cut
            next(t[k], middle[k], middle[j]);
            next(t[i], t[j], middle[k]);
            next(t[j], middle[j], middle[k]);
            return;
        }
    }
}

struct ClothPoint {
    dvec2 at{};
    double liftM = 0;
    glm::dvec2 uv{};
};
using Cloth = std::vector<ClothPoint>;

/// The side of a convex piece where `value` <= limit, or the other one.
template <class Value>
Cloth half(const Cloth& piece, const Value& value, double limit, bool below) {
    Cloth kept;
    for (std::size_t i = 0; i < piece.size(); ++i) {
        const ClothPoint &a = piece[i], &b = piece[(i + 1) % piece.size()];
        const double da = (value(a.at) - limit) * (below ? 1 : -1), db = (value(b.at) - limit) * (below ? 1 : -1);
        if (da <= 0) kept.push_back(a);
        if ((da < 0 && db > 0) || (da > 0 && db < 0)) {
            const double t = da / (da - db);
            kept.push_back({glm::mix(a.at, b.at, t), glm::mix(a.liftM, b.liftM, t), glm::mix(a.uv, b.uv, t)});
        }
    }
    return kept;
}

template <class Value>
void cutAlong(std::vector<Cloth>& pieces, const Value& value) {
    std::vector<Cloth> cut;
    for (Cloth& piece : pieces) {
        double least = 1e300, most = -1e300;
        for (const ClothPoint& p : piece) least = std::min(least, value(p.at)), most = std::max(most, value(p.at));
        for (double k = std::floor(least / kGroundGridM) + 1; k * kGroundGridM < most - 1e-6 && piece.size() >= 3;
             ++k) {
            Cloth low = half(piece, value, k * kGroundGridM, true);
            if (low.size() >= 3) cut.push_back(std::move(low));
            piece = half(piece, value, k * kGroundGridM, false);
        }
        if (piece.size() >= 3) cut.push_back(std::move(piece));
    }
    pieces = std::move(cut);
}

/// Of the plane of triangle `i`: up for east, up for north.
dvec3 slopesOf(const Mesh& mesh, std::size_t i) {
    const auto at = [&](std::size_t k) { return mesh.vertices[mesh.indices[i + k]].position; };
    const dvec3 normal = glm::cross(at(1) - at(0), at(2) - at(0));
    return std::abs(normal.z) < 1e-9 ? dvec3{0} : dvec3{-normal.x / normal.z, -normal.y / normal.z, 0};
}

/// Cuts what lies on the ground along the triangles of the ground, so that neither pokes through the other.
/// @param movedM  how far the cut moves what lay straight between corners, up or down
Mesh cutToGround(const Mesh& mesh, const KitSite& site, double& movedM) {
    Mesh out;
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        Cloth first;
        for (std::size_t k = 0; k < 3; ++k) {
            const MeshVertex& v = mesh.vertices[mesh.indices[i + k]];
            const dvec2 at{v.position};
            first.push_back({at, v.position.z - site.groundM(at), glm::dvec2{v.uv}});
        }
        const MeshVertex& pattern = mesh.vertices[mesh.indices[i]];
        const dvec3 foot = pattern.position, slopes = slopesOf(mesh, i);
        std::vector<Cloth> pieces{std::move(first)};
        cutAlong(pieces, [](dvec2 p) { return p.x; });
        cutAlong(pieces, [](dvec2 p) { return p.y; });
        cutAlong(pieces, [](dvec2 p) { return p.x - p.y; });
        for (const Cloth& piece : pieces) {
            std::vector<MeshVertex> corners;
            for (const ClothPoint& p : piece) {
                MeshVertex v = pattern;
                v.position = {p.at, site.groundM(p.at) + p.liftM};
                const dvec3 from = v.position - foot;
                movedM = std::max(movedM, std::abs(from.z - slopes.x * from.x - slopes.y * from.y));
                v.uv = glm::vec2{p.uv};
                corners.push_back(v);
            }
            for (std::size_t k = 1; k + 1 < corners.size(); ++k) {
                const dvec3 a = corners[0].position, b = corners[k].position, c = corners[k + 1].position;
                const dvec3 normal = glm::cross(b - a, c - a);
                const double twiceArea = glm::length(normal);
                if (twiceArea < 1e-4 || normal.z <= 0) continue;
                for (const std::size_t n : {std::size_t{0}, k, k + 1}) {
                    MeshVertex v = corners[n];
                    v.normal = glm::vec3{normal / twiceArea};
                    out.indices.push_back(static_cast<std::uint32_t>(out.vertices.size()));
                    out.vertices.push_back(v);
                }
            }
        }
    }
    return out;
}

}  // namespace

KitParam number(std::string_view name, double fallback, double min, double max) {
    return {.name = name, .fallback = fallback, .min = min, .max = max};
}
KitParam flag(std::string_view name, bool fallback) { return {.name = name, .fallback = fallback}; }
KitParam choice(std::string_view name, std::string_view fallback, std::vector<std::string_view> choices) {
    return {.name = name, .fallback = fallback, .choices = std::move(choices)};
}

std::uint64_t Random::next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}
double Random::between(double low, double high) {
    return low + (high - low) * static_cast<double>(next() >> 11U) / 9007199254740992.0;
}
std::size_t Random::below(std::size_t count) { return count == 0 ? 0 : static_cast<std::size_t>(next() % count); }

Work::Work(const KitPlacement& placement, const KitSite& site)
    : placement_{placement}, site_{site}, random_{site.seed} {
    origin_ = placement.points.front();
    if (placement.shape == KitPlacement::Shape::Point) {
        headingDeg_ = placement.headingDeg;
    } else {
        dvec2 least = origin_, most = origin_;
        for (const dvec2& p : placement.points) least = glm::min(least, p), most = glm::max(most, p);
        origin_ = (least + most) * 0.5;
    }
    sine_ = std::sin(glm::radians(headingDeg_));
    cosine_ = std::cos(glm::radians(headingDeg_));
    base_ = site.groundM(origin_);
}

dvec2 Work::toTown(dvec2 local) const {
    return origin_ + dvec2{local.x * cosine_ + local.y * sine_, local.y * cosine_ - local.x * sine_};
}
dvec2 Work::toLocal(dvec2 town) const {
    const dvec2 d = town - origin_;
    return {d.x * cosine_ - d.y * sine_, d.x * sine_ + d.y * cosine_};
}
std::vector<dvec2> Work::points() const {
    std::vector<dvec2> out;
    for (const dvec2& p : placement_.points) out.push_back(toLocal(p));
    return out;
}
double Work::groundZ(dvec2 local) const { return site_.groundM(toTown(local)) - base_; }
bool Work::overWater(dvec2 local) const { return site_.waterM(toTown(local)) > -1e8; }
double Work::waterZ(dvec2 local) const {
    const double level = site_.waterM(toTown(local));
    return level > -1e8 ? level - base_ : groundZ(local);
}

double Work::lowestZ(dvec2 centre, dvec2 half) const {
    double low = 1e18;
    for (int i = -2; i <= 2; ++i) {
        for (int k = -2; k <= 2; ++k) low = std::min(low, groundZ(centre + dvec2{half.x * i / 2, half.y * k / 2}));
    }
    return low;
}
double Work::highestZ(dvec2 centre, dvec2 half) const {
    double high = -1e18;
    for (int i = -2; i <= 2; ++i) {
        for (int k = -2; k <= 2; ++k) high = std::max(high, groundZ(centre + dvec2{half.x * i / 2, half.y * k / 2}));
    }
    return high;
}
double Work::standOver(dvec2 centre, dvec2 half) {
    const double low = lowestZ(centre, half);
    const double high = highestZ(centre, half);
    base_ += low + (high - low) * 0.6;
    return (high - low) * 0.6 + 0.5;
}

void Work::put(Mesh part, dvec3 at, double headingDeg) {
    part.place(at, headingDeg);
    result_.solid.append(part);
}
void Work::putClear(Mesh part, dvec3 at, double headingDeg) {
    part.place(at, headingDeg);
    result_.transparent.append(part);
}
void Work::tree(dvec2 local, std::string_view species, double heightM) {
    result_.trees.push_back({.at = toTown(local), .species = std::string{species}, .heightM = heightM});
}

void Work::drape(std::span<const dvec2> ring, std::string_view materialId, double liftM) {
    const MaterialIndex index = material(materialId);
    MeshBuilder builder = ground();
    for (const auto& t : triangulateRing(ring))
        drapeTriangle(*this, builder, {ring[t[0]], ring[t[1]], ring[t[2]]}, liftM, index, 0);
}
void Work::drapeRect(dvec2 centre, dvec2 size, std::string_view materialId, double liftM, double headingDeg) {
    const MaterialIndex index = material(materialId);
    MeshBuilder builder = ground();
    const int columns = std::max(1, static_cast<int>(std::ceil(size.x / kDrapeStepM)));
    const int rows = std::max(1, static_cast<int>(std::ceil(size.y / kDrapeStepM)));
    const auto at = [&](int i, int k) {
        const dvec2 p = centre + turn({size.x * (static_cast<double>(i) / columns - 0.5),
                                       size.y * (static_cast<double>(k) / rows - 0.5)},
                                      headingDeg);
        return dvec3{p, groundZ(p) + liftM};
    };
    for (int i = 0; i < columns; ++i) {
        for (int k = 0; k < rows; ++k) builder.quad(at(i, k), at(i + 1, k), at(i + 1, k + 1), at(i, k + 1), index);
    }
}
void Work::drapeDisc(dvec2 centre, double radius, std::string_view materialId, double liftM, int sides) {
    drape(circle(centre, radius, sides), materialId, liftM);
}

double Work::ribbon(std::span<const dvec2> line, double widthM, std::string_view materialId, double liftM,
                    double offsetM) {
    if (line.size() < 2) return 0;
    const MaterialIndex index = material(materialId);
    // Stations every few metres and at every corner, each with a mitred cross-section.
    std::vector<dvec2> middle{line[0]};
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double pieceM = glm::length(line[i] - line[i - 1]);
        const int parts = std::max(1, static_cast<int>(std::ceil(pieceM / kDrapeStepM)));
        for (int k = 1; k <= parts; ++k)
            middle.push_back(glm::mix(line[i - 1], line[i], static_cast<double>(k) / parts));
    }
    const int across = std::max(1, static_cast<int>(std::ceil(widthM / kDrapeStepM)));
    std::vector<std::vector<dvec3>> rows;
    std::vector<dvec2> centre;
    for (std::size_t i = 0; i < middle.size(); ++i) {
        const dvec2 before = middle[i] - middle[i == 0 ? 0 : i - 1];
        const dvec2 after = middle[std::min(i + 1, middle.size() - 1)] - middle[i];
        const dvec2 u0 = glm::length(before) > 1e-9 ? glm::normalize(before) : glm::normalize(after);
        const dvec2 u1 = glm::length(after) > 1e-9 ? glm::normalize(after) : u0;
        const dvec2 mean = glm::length(u0 + u1) > 1e-6 ? glm::normalize(u0 + u1) : u1;
        const double widen = 1 / std::max(0.5, glm::dot(mean, u1));
        const dvec2 right = dvec2{mean.y, -mean.x} * widen;
        std::vector<dvec3> row;
        for (int k = 0; k <= across; ++k) {
            const dvec2 p = middle[i] + right * (offsetM + widthM * (static_cast<double>(k) / across - 0.5));
            row.emplace_back(p, groundZ(p) + liftM);
        }
        rows.push_back(std::move(row));
        centre.push_back(middle[i] + right * offsetM);
    }
    double alongM = 0;
    MeshBuilder builder = ground();
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        const double pieceM = glm::length(centre[i + 1] - centre[i]);
        const auto v0 = static_cast<float>(alongM - std::floor(alongM / 32) * 32);
        const auto v1 = v0 + static_cast<float>(pieceM);
        for (int k = 0; k < across; ++k) {
            const auto a = static_cast<std::size_t>(k);
            builder.quadUv(rows[i][a], rows[i][a + 1], rows[i + 1][a + 1], rows[i + 1][a],
                           {static_cast<float>(widthM * k / across), v0},
                           {static_cast<float>(widthM * (k + 1) / across), v1}, index);
        }
        alongM += pieceM;
    }
    return alongM;
}
void Work::mark(dvec2 a, dvec2 b, std::string_view materialId, double widthM, double liftM) {
    const std::array<dvec2, 2> line{a, b};
    ribbon(line, widthM, materialId, liftM);
}
void Work::markRing(dvec2 centre, double radius, double fromDeg, double toDeg, std::string_view materialId,
                    double widthM, double liftM) {
    const int parts = std::max(4, static_cast<int>(std::ceil(std::abs(toDeg - fromDeg) / 15)));
    std::vector<dvec2> line;
    for (int i = 0; i <= parts; ++i) {
        const double angle = glm::radians(fromDeg + (toDeg - fromDeg) * i / parts);
        line.push_back(centre + radius * dvec2{std::cos(angle), std::sin(angle)});
    }
    ribbon(line, widthM, materialId, liftM);
}
void Work::markRect(dvec2 centre, dvec2 size, std::string_view materialId, double widthM, double liftM) {
    const std::vector<dvec2> ring = rectangle(centre, size);
    for (std::size_t i = 0; i < 4; ++i) mark(ring[i], ring[(i + 1) % 4], materialId, widthM, liftM);
}

void Work::light(dvec3 at, double heightM) {
    // Posts stand about four heights apart; a light that reaches two and a half leaves no gap.
    result_.lamps.push_back({{toTown({at.x, at.y}), base_ + at.z}, 2.5 * heightM + 1});
}

KitResult Work::finish() {
    for (Mesh* mesh : {&result_.solid, &result_.ground, &result_.transparent})
        mesh->place({origin_, base_}, headingDeg_);
    result_.groundFar = result_.ground;
    result_.ground = cutToGround(result_.groundFar, site_, result_.groundErrorM);
    return std::move(result_);
}

dvec2 turn(dvec2 v, double headingDeg) {
    const double sine = std::sin(glm::radians(headingDeg)), cosine = std::cos(glm::radians(headingDeg));
    return {v.x * cosine + v.y * sine, v.y * cosine - v.x * sine};
}
std::vector<dvec2> rectangle(dvec2 centre, dvec2 size, double headingDeg) {
    std::vector<dvec2> out;
    for (const dvec2 s : {dvec2{-1, -1}, dvec2{1, -1}, dvec2{1, 1}, dvec2{-1, 1}})
        out.push_back(centre + turn(s * size * 0.5, headingDeg));
    return out;
}
std::vector<dvec2> circle(dvec2 centre, double radius, int sides) {
    std::vector<dvec2> out;
    for (int i = 0; i < sides; ++i) {
        const double angle = glm::two_pi<double>() * i / sides;
        out.push_back(centre + radius * dvec2{std::cos(angle), std::sin(angle)});
    }
    return out;
}
bool contains(std::span<const dvec2> ring, dvec2 p) {
    bool inside = false;
    for (std::size_t i = 0, k = ring.size() - 1; i < ring.size(); k = i++) {
        const dvec2 a = ring[i], b = ring[k];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
    }
    return inside;
}
double lengthOf(std::span<const dvec2> line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) sum += glm::length(line[i] - line[i - 1]);
    return sum;
}
OnLine alongLine(std::span<const dvec2> line, double alongM) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const dvec2 piece = line[i] - line[i - 1];
        const double pieceM = glm::length(piece);
        if (pieceM < 1e-9) continue;
        if (alongM <= pieceM || i + 1 == line.size()) return {line[i - 1] + piece * (alongM / pieceM), piece / pieceM};
        alongM -= pieceM;
    }
    return {line.front(), {0, 1}};
}
double headingOf(dvec2 direction) { return glm::degrees(std::atan2(direction.x, direction.y)); }
double areaOf(std::span<const dvec2> ring) { return std::abs(signedArea(ring)); }
dvec2 centreOf(std::span<const dvec2> ring) {
    dvec2 sum{0};
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const dvec2 a = ring[i] - ring[0], b = ring[(i + 1) % ring.size()] - ring[0];
        const double cross = a.x * b.y - a.y * b.x;
        sum += (a + b) * cross;
        twice += cross;
    }
    return std::abs(twice) > 1e-9 ? ring[0] + sum / (3 * twice) : ring[0];
}
std::vector<dvec2> gridInside(std::span<const dvec2> ring, double stepM, double marginM, double headingDeg) {
    const dvec2 centre = centreOf(ring);
    double reach = 0;
    for (const dvec2& p : ring) reach = std::max(reach, glm::length(p - centre));
    const int n = static_cast<int>(std::ceil(reach / stepM));
    std::vector<dvec2> out;
    for (int k = -n; k <= n; ++k) {
        for (int i = -n; i <= n; ++i) {
            const dvec2 p = centre + turn(dvec2{i * stepM, k * stepM}, headingDeg);
            bool fits = contains(ring, p);
            for (int side = 0; fits && side < 8; ++side) {
                const double angle = glm::quarter_pi<double>() * side;
                fits = contains(ring, p + marginM * dvec2{std::cos(angle), std::sin(angle)});
            }
            if (fits) out.push_back(p);
        }
    }
    return out;
}

}  // namespace twin::bake::kits
