// tools/bake/mesh.cpp: boxes, walls, bars and swept surfaces out of triangles; see mesh.h.
#include "tools/bake/mesh.h"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <glm/gtc/constants.hpp>
#include <memory>

namespace twin::bake {
namespace {

constexpr double kUvPeriodM = 32;  // texture metres are counted from a multiple of this, so that half floats stay exact
constexpr double kUvSpanM = 30;    // and no triangle is longer than this: |uv| < 64 holds
constexpr float kFootOcclusion = 0.72F;  // open sky seen by the foot of a wall on flat ground, with some grass and dirt

struct PlaneAxes {
    glm::dvec3 u, v;
};

/// Axes in a plane: u level, to the right as seen from outside; v up the slope. North and east on level ground.
PlaneAxes axesOf(const glm::dvec3& normal) {
    if (std::abs(normal.z) > 0.999) return {{1, 0, 0}, {0, normal.z > 0 ? 1.0 : -1.0, 0}};
    const glm::dvec3 u = glm::normalize(glm::cross(glm::dvec3{0, 0, 1}, normal));
    return {u, glm::cross(normal, u)};
}

glm::dvec3 newellNormal(std::span<const glm::dvec3> ring) {
    glm::dvec3 sum{0};
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const glm::dvec3 a = ring[i] - ring[0];
        const glm::dvec3 b = ring[(i + 1) % ring.size()] - ring[0];
        sum += glm::cross(a, b);
    }
    const double length = glm::length(sum);
    return length > 1e-12 ? sum / length : glm::dvec3{0, 0, 1};
}

std::uint32_t addVertex(Mesh& mesh, const MeshVertex& vertex) {
    mesh.vertices.push_back(vertex);
    return static_cast<std::uint32_t>(mesh.vertices.size() - 1);
}

double periodFloor(double value) { return std::floor(value / kUvPeriodM) * kUvPeriodM; }

/// One flat triangle with metres as uv; long ones are halved until each fits the uv range.
void flatTriangle(Mesh& mesh, const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c, const glm::dvec3& normal,
                  MaterialIndex material, int depth = 0) {
    const glm::dvec3 corner[3]{a, b, c};
    int longest = 0;
    double longestM = 0;
    for (int i = 0; i < 3; ++i) {
        const double lengthM = glm::length(corner[(i + 1) % 3] - corner[i]);
        if (lengthM > longestM) longestM = lengthM, longest = i;
    }
    if (longestM > kUvSpanM && depth < 12) {
        const glm::dvec3 p = corner[longest];
        const glm::dvec3 q = corner[(longest + 1) % 3];
        const glm::dvec3 r = corner[(longest + 2) % 3];
        const glm::dvec3 middle = (p + q) * 0.5;
        flatTriangle(mesh, p, middle, r, normal, material, depth + 1);
        flatTriangle(mesh, middle, q, r, normal, material, depth + 1);
        return;
    }
    const PlaneAxes axes = axesOf(normal);
    glm::dvec2 uv[3];
    glm::dvec2 least{1e18};
    for (int i = 0; i < 3; ++i) {
        uv[i] = {glm::dot(corner[i], axes.u), glm::dot(corner[i], axes.v)};
        least = glm::min(least, uv[i]);
    }
    const glm::dvec2 base{periodFloor(least.x), periodFloor(least.y)};
    for (int i = 0; i < 3; ++i) {
        const std::uint32_t index = addVertex(
            mesh,
            {.position = corner[i], .normal = glm::vec3{normal}, .uv = glm::vec2{uv[i] - base}, .material = material});
        mesh.indices.push_back(index);
    }
}

double cross2(const glm::dvec2& a, const glm::dvec2& b) { return a.x * b.y - a.y * b.x; }

bool insideTriangle(const glm::dvec2& p, const glm::dvec2& a, const glm::dvec2& b, const glm::dvec2& c) {
    return cross2(b - a, p - a) >= 0 && cross2(c - b, p - b) >= 0 && cross2(a - c, p - c) >= 0;
}

}  // namespace

double signedArea(std::span<const glm::dvec2> ring) {
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        twice += cross2(ring[i] - ring[0], ring[(i + 1) % ring.size()] - ring[0]);
    }
    return twice / 2;
}

std::vector<std::array<std::uint32_t, 3>> triangulateRing(std::span<const glm::dvec2> ring) {
    std::vector<std::array<std::uint32_t, 3>> out;
    if (ring.size() < 3) return out;
    std::vector<std::uint32_t> left(ring.size());
    for (std::size_t i = 0; i < ring.size(); ++i) left[i] = static_cast<std::uint32_t>(i);
    if (signedArea(ring) < 0) std::reverse(left.begin(), left.end());
    const auto isEar = [&](std::size_t i) {
        const std::size_t n = left.size();
        const glm::dvec2& a = ring[left[(i + n - 1) % n]];
        const glm::dvec2& b = ring[left[i]];
        const glm::dvec2& c = ring[left[(i + 1) % n]];
        if (cross2(b - a, c - b) <= 1e-12) return false;
        for (std::size_t k = 0; k < n; ++k) {
            const glm::dvec2& p = ring[left[k]];
            if (p == a || p == b || p == c) continue;
            if (insideTriangle(p, a, b, c)) return false;
        }
        return true;
    };
    std::size_t start = 0;
    while (left.size() > 3) {
        const std::size_t n = left.size();
        std::size_t ear = n;
        for (std::size_t k = 0; k < n && ear == n; ++k) {
            if (isEar((start + k) % n)) ear = (start + k) % n;
        }
        if (ear == n) {  // collinear rest or a ring that crosses itself: drop the flattest corner and go on
            double flattest = 1e300;
            for (std::size_t k = 0; k < n; ++k) {
                const glm::dvec2 before = ring[left[k]] - ring[left[(k + n - 1) % n]];
                const glm::dvec2 after = ring[left[(k + 1) % n]] - ring[left[k]];
                const double bend = std::abs(cross2(before, after));
                if (bend < flattest) flattest = bend, ear = k;
            }
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(ear));
            start = ear % left.size();
            continue;
        }
        out.push_back({left[(ear + n - 1) % n], left[ear], left[(ear + 1) % n]});
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(ear));
        start = ear % left.size();
    }
    if (left.size() == 3) out.push_back({left[0], left[1], left[2]});
    return out;
}

FlatTriangles triangulateFlat(std::span<const glm::dvec2> outer, std::span<const std::vector<glm::dvec2>> holes) {
    FlatTriangles out;
    if (outer.size() < 3) return out;
    if (holes.empty()) {
        out.points.assign(outer.begin(), outer.end());
        out.triangles = triangulateRing(outer);
        return out;
    }
    const std::unique_ptr<GEOSContextHandle_HS, void (*)(GEOSContextHandle_t)> geos{GEOS_init_r(), GEOS_finish_r};
    const auto ringOf = [&](std::span<const glm::dvec2> ring) {
        GEOSCoordSequence* points = GEOSCoordSeq_create_r(geos.get(), static_cast<unsigned>(ring.size() + 1), 2);
        for (std::size_t i = 0; i <= ring.size(); ++i) {
            const glm::dvec2& p = ring[i % ring.size()];
            GEOSCoordSeq_setXY_r(geos.get(), points, static_cast<unsigned>(i), p.x, p.y);
        }
        return GEOSGeom_createLinearRing_r(geos.get(), points);
    };
    struct Destroy {
        GEOSContextHandle_t context;
        void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
    };
    using Owned = std::unique_ptr<GEOSGeometry, Destroy>;
    GEOSGeometry* shell = ringOf(outer);
    std::vector<GEOSGeometry*> inner;
    for (const auto& hole : holes) {
        if (hole.size() >= 3) inner.push_back(ringOf(hole));
    }
    const Owned area{GEOSGeom_createPolygon_r(geos.get(), shell, inner.data(), static_cast<unsigned>(inner.size())),
                     Destroy{geos.get()}};
    if (!area || GEOSisValid_r(geos.get(), area.get()) != 1) return out;
    const Owned parts{GEOSConstrainedDelaunayTriangulation_r(geos.get(), area.get()), Destroy{geos.get()}};
    if (!parts) return out;
    const int count = GEOSGetNumGeometries_r(geos.get(), parts.get());
    for (int i = 0; i < count; ++i) {
        const GEOSGeometry* triangle = GEOSGetGeometryN_r(geos.get(), parts.get(), i);
        const GEOSGeometry* ring = GEOSGetExteriorRing_r(geos.get(), triangle);
        const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(geos.get(), ring);
        const auto first = static_cast<std::uint32_t>(out.points.size());
        for (unsigned k = 0; k < 3; ++k) {
            glm::dvec2 p{};
            GEOSCoordSeq_getXY_r(geos.get(), points, k, &p.x, &p.y);
            out.points.push_back(p);
        }
        if (signedArea(std::span{out.points}.subspan(first, 3)) < 0)
            std::swap(out.points[first + 1], out.points[first + 2]);
        out.triangles.push_back({first, first + 1, first + 2});
    }
    return out;
}

void Mesh::append(const Mesh& other) {
    const auto base = static_cast<std::uint32_t>(vertices.size());
    vertices.insert(vertices.end(), other.vertices.begin(), other.vertices.end());
    indices.reserve(indices.size() + other.indices.size());
    for (const std::uint32_t index : other.indices) indices.push_back(base + index);
}

void Mesh::place(glm::dvec3 at, double headingDeg) {
    const double angle = glm::radians(headingDeg);
    const double sine = std::sin(angle);
    const double cosine = std::cos(angle);
    for (MeshVertex& vertex : vertices) {
        const glm::dvec3 p = vertex.position;
        vertex.position = at + glm::dvec3{p.x * cosine + p.y * sine, p.y * cosine - p.x * sine, p.z};
        const glm::dvec3 n{vertex.normal};
        vertex.normal = glm::vec3{glm::dvec3{n.x * cosine + n.y * sine, n.y * cosine - n.x * sine, n.z}};
    }
}

void MeshBuilder::triangle(glm::dvec3 a, glm::dvec3 b, glm::dvec3 c, MaterialIndex material) {
    const glm::dvec3 normal = glm::cross(b - a, c - a);
    const double twiceArea = glm::length(normal);
    if (twiceArea < 1e-10) return;
    flatTriangle(mesh_, a, b, c, normal / twiceArea, material);
}

void MeshBuilder::quad(glm::dvec3 a, glm::dvec3 b, glm::dvec3 c, glm::dvec3 d, MaterialIndex material) {
    triangle(a, b, c, material);
    triangle(a, c, d, material);
}

void MeshBuilder::quadUv(glm::dvec3 a, glm::dvec3 b, glm::dvec3 c, glm::dvec3 d, glm::vec2 uvA, glm::vec2 uvC,
                         MaterialIndex material, std::uint8_t variant) {
    glm::dvec3 normal = glm::cross(c - a, d - b);
    const double size = glm::length(normal);
    if (size < 1e-10) return;
    normal /= size;
    const glm::dvec3 corner[4]{a, b, c, d};
    const glm::vec2 uv[4]{uvA, {uvC.x, uvA.y}, uvC, {uvA.x, uvC.y}};
    const auto base = static_cast<std::uint32_t>(mesh_.vertices.size());
    for (int i = 0; i < 4; ++i) {
        addVertex(mesh_, {.position = corner[i],
                          .normal = glm::vec3{normal},
                          .uv = uv[i],
                          .variant = variant,
                          .material = material});
    }
    for (const std::uint32_t step : {0U, 1U, 2U, 0U, 2U, 3U}) mesh_.indices.push_back(base + step);
}

void MeshBuilder::polygon(std::span<const glm::dvec3> ring, MaterialIndex material) {
    if (ring.size() < 3) return;
    const glm::dvec3 normal = newellNormal(ring);
    const PlaneAxes axes = axesOf(normal);
    std::vector<glm::dvec2> flat;
    flat.reserve(ring.size());
    for (const glm::dvec3& p : ring) flat.emplace_back(glm::dot(p - ring[0], axes.u), glm::dot(p - ring[0], axes.v));
    for (const auto& t : triangulateRing(flat)) {
        flatTriangle(mesh_, ring[t[0]], ring[t[1]], ring[t[2]], normal, material);
    }
}

void MeshBuilder::flatPolygon(std::span<const glm::dvec2> outer, std::span<const std::vector<glm::dvec2>> holes,
                              double z, MaterialIndex material) {
    const FlatTriangles flat = triangulateFlat(outer, holes);
    for (const auto& t : flat.triangles) {
        flatTriangle(mesh_, {flat.points[t[0]], z}, {flat.points[t[1]], z}, {flat.points[t[2]], z}, {0, 0, 1},
                     material);
    }
}

void MeshBuilder::box(glm::dvec3 min, glm::dvec3 max, MaterialIndex material, bool bottom) {
    const std::size_t first = mesh_.vertices.size();
    const glm::dvec3 a{min.x, min.y, min.z}, b{max.x, min.y, min.z}, c{max.x, max.y, min.z}, d{min.x, max.y, min.z};
    const glm::dvec3 e{min.x, min.y, max.z}, f{max.x, min.y, max.z}, g{max.x, max.y, max.z}, h{min.x, max.y, max.z};
    quad(a, b, f, e, material);
    quad(b, c, g, f, material);
    quad(c, d, h, g, material);
    quad(d, a, e, h, material);
    quad(e, f, g, h, material);
    if (bottom) quad(d, c, b, a, material);
    for (std::size_t i = first; i < mesh_.vertices.size(); ++i) {
        MeshVertex& vertex = mesh_.vertices[i];
        if (vertex.position.z <= min.z + 1e-9) vertex.occlusion = kFootOcclusion;
    }
}

void MeshBuilder::orientedBox(glm::dvec3 baseCentre, glm::dvec3 size, double headingDeg, MaterialIndex material) {
    Mesh part;
    MeshBuilder{part}.box({-size.x / 2, -size.y / 2, 0}, {size.x / 2, size.y / 2, size.z}, material, true);
    part.place(baseCentre, headingDeg);
    mesh_.append(part);
}

void MeshBuilder::wall(glm::dvec2 a, glm::dvec2 b, double z0, double z1, double storeyM, double bayM,
                       MaterialIndex material, std::uint8_t variant) {
    const double lengthM = glm::length(b - a);
    if (lengthM < 1e-6 || z1 - z0 < 1e-6) return;
    const double bays = std::max(1.0, std::round(lengthM / std::max(bayM, 0.5)));
    const double storeys = std::max(0.05, (z1 - z0) / std::max(storeyM, 0.5));
    // Long walls in pieces of whole bays: |uv| stays below 64.
    const int pieces = static_cast<int>(std::ceil(bays / 40.0));
    double bayFrom = 0;
    for (int i = 0; i < pieces; ++i) {
        const double bayTo = i + 1 == pieces ? bays : std::round(bays * (i + 1) / pieces);
        const glm::dvec2 from = a + (b - a) * (bayFrom / bays);
        const glm::dvec2 to = a + (b - a) * (bayTo / bays);
        const std::size_t first = mesh_.vertices.size();
        quadUv({from, z0}, {to, z0}, {to, z1}, {from, z1}, {0, 0},
               {static_cast<float>(bayTo - bayFrom), static_cast<float>(storeys)}, material, variant);
        for (std::size_t k = first; k < std::min(first + 2, mesh_.vertices.size()); ++k) {
            mesh_.vertices[k].occlusion = kFootOcclusion;
        }
        bayFrom = bayTo;
    }
}

void MeshBuilder::prism(std::span<const glm::dvec2> footprint, double z0, double z1, MaterialIndex walls,
                        MaterialIndex top) {
    const std::size_t first = mesh_.vertices.size();
    for (std::size_t i = 0; i < footprint.size(); ++i) {
        const glm::dvec2 a = footprint[i];
        const glm::dvec2 b = footprint[(i + 1) % footprint.size()];
        quad({a, z0}, {b, z0}, {b, z1}, {a, z1}, walls);
    }
    for (std::size_t i = first; i < mesh_.vertices.size(); ++i) {
        if (mesh_.vertices[i].position.z <= z0 + 1e-9) mesh_.vertices[i].occlusion = kFootOcclusion;
    }
    flatPolygon(footprint, {}, z1, top);
}

void MeshBuilder::cone(glm::dvec3 base, double radiusBase, double radiusTop, double height, int sides,
                       MaterialIndex material) {
    const int n = std::max(3, sides);
    const double slope = (radiusBase - radiusTop) / std::max(height, 1e-6);
    for (int i = 0; i < n; ++i) {
        std::array<glm::dvec2, 2> out{};
        for (std::size_t k = 0; k < 2; ++k) {
            const double angle = glm::two_pi<double>() * (i + static_cast<double>(k)) / n;
            out[k] = {std::cos(angle), std::sin(angle)};
        }
        const double perimeter = glm::two_pi<double>() * std::max(radiusBase, radiusTop);
        const std::size_t first = mesh_.vertices.size();
        const glm::dvec3 foot0 = base + glm::dvec3{out[0] * radiusBase, 0};
        const glm::dvec3 foot1 = base + glm::dvec3{out[1] * radiusBase, 0};
        const glm::dvec3 head0 = base + glm::dvec3{out[0] * radiusTop, height};
        const glm::dvec3 head1 = base + glm::dvec3{out[1] * radiusTop, height};
        const double u0 = perimeter * i / n - periodFloor(perimeter * i / n);
        const glm::vec2 uvA{static_cast<float>(u0), 0};
        const glm::vec2 uvC{static_cast<float>(u0 + perimeter / n), static_cast<float>(std::min(height, 60.0))};
        if (radiusBase > 1e-9) {
            if (radiusTop > 1e-9) {
                quadUv(foot0, foot1, head1, head0, uvA, uvC, material);
            } else {
                triangle(foot0, foot1, head0, material);
            }
        } else {
            triangle(foot0, head1, head0, material);
        }
        for (std::size_t k = first; k < mesh_.vertices.size(); ++k) {  // smooth round the axis
            const glm::dvec3 p = mesh_.vertices[k].position - base;
            const double radius = glm::length(glm::dvec2{p});
            const glm::dvec2 away = radius > 1e-6 ? glm::dvec2{p} / radius : glm::normalize(out[0] + out[1]);
            mesh_.vertices[k].normal = glm::vec3{glm::normalize(glm::dvec3{away, slope})};
        }
    }
}

void MeshBuilder::cylinder(glm::dvec3 base, double radius, double height, int sides, MaterialIndex side,
                           MaterialIndex top) {
    cone(base, radius, radius, height, sides, side);
    const int n = std::max(3, sides);
    std::vector<glm::dvec3> ring;
    for (int i = 0; i < n; ++i) {
        const double angle = glm::two_pi<double>() * i / n;
        ring.push_back(base + glm::dvec3{radius * std::cos(angle), radius * std::sin(angle), height});
    }
    polygon(ring, top);
}

void MeshBuilder::bar(glm::dvec3 from, glm::dvec3 to, double radius, int sides, MaterialIndex material) {
    const glm::dvec3 along = to - from;
    const double lengthM = glm::length(along);
    if (lengthM < 1e-6) return;
    const glm::dvec3 axis = along / lengthM;
    const glm::dvec3 help = std::abs(axis.z) < 0.9 ? glm::dvec3{0, 0, 1} : glm::dvec3{1, 0, 0};
    const glm::dvec3 e1 = glm::normalize(glm::cross(help, axis));
    const glm::dvec3 e2 = glm::cross(axis, e1);
    const int n = std::max(3, sides);
    std::vector<glm::dvec3> ends[2];
    for (int i = 0; i < n; ++i) {
        std::array<glm::dvec3, 2> out{};
        for (std::size_t k = 0; k < 2; ++k) {
            const double angle = glm::two_pi<double>() * (i + static_cast<double>(k)) / n;
            out[k] = e1 * std::cos(angle) + e2 * std::sin(angle);
        }
        const glm::dvec3 corner[4]{from + out[0] * radius, from + out[1] * radius, to + out[1] * radius,
                                   to + out[0] * radius};
        const std::size_t first = mesh_.vertices.size();
        quadUv(corner[0], corner[1], corner[2], corner[3], {0, 0},
               {static_cast<float>(glm::two_pi<double>() * radius / n), static_cast<float>(std::min(lengthM, 60.0))},
               material);
        if (n > 4) {  // thin posts stay square
            for (std::size_t k = first; k < mesh_.vertices.size(); ++k) {
                const bool second = k == first + 1 || k == first + 2;
                mesh_.vertices[k].normal = glm::vec3{second ? out[1] : out[0]};
            }
        }
        ends[0].push_back(from + out[0] * radius);
        ends[1].push_back(to + out[0] * radius);
    }
    std::reverse(ends[0].begin(), ends[0].end());
    polygon(ends[0], material);
    polygon(ends[1], material);
}

void MeshBuilder::sweep(std::span<const glm::dvec3> line, std::span<const glm::dvec2> section, MaterialIndex material,
                        bool closedSection) {
    if (line.size() < 2 || section.size() < 2) return;
    const bool flip = closedSection && signedArea(section) > 0;
    const auto directionOf = [&](std::size_t i) {  // of piece i, level
        const glm::dvec2 d{line[i + 1] - line[i]};
        const double lengthM = glm::length(d);
        return lengthM > 1e-9 ? d / lengthM : glm::dvec2{0, 1};
    };
    std::vector<std::vector<glm::dvec3>> rings(line.size());
    for (std::size_t i = 0; i < line.size(); ++i) {
        const glm::dvec2 before = directionOf(i == 0 ? 0 : i - 1);
        const glm::dvec2 after = directionOf(i + 1 == line.size() ? i - 1 : i);
        const glm::dvec2 sum = before + after;
        const glm::dvec2 mean = glm::length(sum) > 1e-6 ? glm::normalize(sum) : after;
        const double widen = 1 / std::max(0.4, glm::dot(mean, after));  // mitre, held back on sharp bends
        const glm::dvec2 right{mean.y * widen, -mean.x * widen};
        for (const glm::dvec2& s : section) rings[i].push_back(line[i] + glm::dvec3{right * s.x, s.y});
    }
    const std::size_t edges = closedSection ? section.size() : section.size() - 1;
    double alongM = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double pieceM = glm::length(line[i + 1] - line[i]);
        const double v0 = alongM - periodFloor(alongM);
        double acrossM = 0;
        for (std::size_t k = 0; k < edges; ++k) {
            const std::size_t next = (k + 1) % section.size();
            const double widthM = glm::length(section[next] - section[k]);
            const glm::dvec3 a = rings[i][k], b = rings[i][next], c = rings[i + 1][next], d = rings[i + 1][k];
            const auto u0 = static_cast<float>(acrossM);
            const auto u1 = static_cast<float>(acrossM + widthM);
            const auto vA = static_cast<float>(v0);
            const auto vB = static_cast<float>(v0 + std::min(pieceM, 30.0));
            if (flip) {
                quadUv(b, a, d, c, {u1, vA}, {u0, vB}, material);
            } else {
                quadUv(a, b, c, d, {u0, vA}, {u1, vB}, material);
            }
            acrossM += widthM;
        }
        alongM += pieceM;
    }
    if (!closedSection) return;
    std::vector<glm::dvec3> head = rings.front();
    std::vector<glm::dvec3> tail = rings.back();
    // Seen from behind, a ring that runs counter-clockwise in (right, up) faces back: right for the head.
    if (flip) {
        std::reverse(tail.begin(), tail.end());
    } else {
        std::reverse(head.begin(), head.end());
    }
    polygon(head, material);
    polygon(tail, material);
}

}  // namespace twin::bake
