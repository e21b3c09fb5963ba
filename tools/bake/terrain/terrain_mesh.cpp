#include "tools/bake/terrain/terrain_mesh.h"

#include <algorithm>
#include <cmath>

#include "tools/bake/pack/simplify.h"

namespace twin::bake {

namespace {

constexpr double kCoverStepM = 4;
constexpr double kTile = city::kTileM;

/// Grid of one tile with a skirt hanging from its edge, so that neighbours of another level leave no gap.
/// @param errorM  how far triangles may leave the grid; 0 keeps all of them
Mesh tileMesh(const HeightField& field, glm::dvec2 corner, double skirtM, double errorM, MaterialIndex material) {
    Mesh mesh;
    const auto cells = static_cast<std::uint32_t>(std::lround(kTile / field.stepM()));
    const auto c0 = static_cast<std::size_t>(std::lround((corner.x - field.extent().west) / field.stepM()));
    const auto r0 = static_cast<std::size_t>(std::lround((corner.y - field.extent().south) / field.stepM()));
    const std::uint32_t row = cells + 1;
    for (std::uint32_t r = 0; r <= cells; ++r) {
        for (std::uint32_t c = 0; c <= cells; ++c) {
            const glm::dvec2 p = field.place(c0 + c, r0 + r);
            MeshVertex v;
            v.position = {p, field.at(c0 + c, r0 + r)};
            v.normal = field.normal(c0 + c, r0 + r);
            v.material = material;
            mesh.vertices.push_back(v);
        }
    }
    for (std::uint32_t r = 0; r < cells; ++r) {
        for (std::uint32_t c = 0; c < cells; ++c) {
            const std::uint32_t i = r * row + c;
            mesh.indices.insert(mesh.indices.end(), {i, i + 1, i + row + 1, i, i + row + 1, i + row});
        }
    }
    if (errorM > 0) simplify(mesh, errorM, true);
    // Edge vertices once round, counter-clockwise from above.
    std::vector<std::uint32_t> edge;
    for (std::uint32_t c = 0; c < cells; ++c) edge.push_back(c);
    for (std::uint32_t r = 0; r < cells; ++r) edge.push_back(r * row + cells);
    for (std::uint32_t c = cells; c > 0; --c) edge.push_back(cells * row + c);
    for (std::uint32_t r = cells; r > 0; --r) edge.push_back(r * row);
    const auto below = static_cast<std::uint32_t>(mesh.vertices.size());
    for (const std::uint32_t i : edge) {
        MeshVertex v = mesh.vertices[i];
        v.position.z -= skirtM;
        mesh.vertices.push_back(v);
    }
    for (std::uint32_t k = 0; k < edge.size(); ++k) {
        const auto next = static_cast<std::uint32_t>((k + 1) % edge.size());
        mesh.indices.insert(mesh.indices.end(), {edge[k], below + k, below + next, edge[k], below + next, edge[next]});
    }
    dropUnused(mesh);
    return mesh;
}

/// Sets every grid point inside a ring (even-odd, by rows).
void fillRing(CoverGrid& grid, std::span<const glm::dvec2> ring, city::CoverClass cover) {
    const Box box = boxOf(ring);
    const auto& h = grid.header;
    const double step = static_cast<double>(h.stepM);
    const auto firstRow = static_cast<std::int64_t>(std::max(0.0, std::ceil((box.min.y - h.southM) / step)));
    const auto lastRow = std::min(static_cast<std::int64_t>(h.rows) - 1,
                                  static_cast<std::int64_t>(std::floor((box.max.y - h.southM) / step)));
    std::vector<double> crossings;
    for (std::int64_t r = firstRow; r <= lastRow; ++r) {
        const double y = h.southM + static_cast<double>(r) * step;
        crossings.clear();
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const glm::dvec2 a = ring[i], b = ring[j];
            if ((a.y > y) != (b.y > y)) crossings.push_back((b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x);
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t k = 0; k + 1 < crossings.size(); k += 2) {
            const auto c0 = static_cast<std::int64_t>(std::max(0.0, std::ceil((crossings[k] - h.westM) / step)));
            const auto c1 = std::min(static_cast<std::int64_t>(h.columns) - 1,
                                     static_cast<std::int64_t>(std::floor((crossings[k + 1] - h.westM) / step)));
            for (std::int64_t c = c0; c <= c1; ++c) {
                grid.cells[static_cast<std::size_t>(r) * h.columns + static_cast<std::size_t>(c)] =
                    static_cast<std::uint8_t>(cover);
            }
        }
    }
}

}  // namespace

void measureLevels(Terrain& terrain, const Assembler& assembler) {
    const HeightField& fine = terrain.levels[0];
    const auto cells = static_cast<std::size_t>(std::lround(kTile / fine.stepM()));
    std::array<double, 3> worst{};
    terrain.tileFarM.clear();
    for (std::size_t tile = 0; tile < assembler.tileColumns() * assembler.tileRows(); ++tile) {
        const std::size_t c0 = tile % assembler.tileColumns() * cells, r0 = tile / assembler.tileColumns() * cells;
        std::array<float, 4> farM{0, 0, 0, 1e9F};
        for (std::size_t level = 1; level < terrain.levels.size(); ++level) {
            double errorM = 0;
            for (std::size_t r = r0; r <= r0 + cells; ++r) {
                for (std::size_t c = c0; c <= c0 + cells; ++c) {
                    const double drawn = terrain.levels[level].heightM(fine.place(c, r));
                    errorM = std::max(errorM, std::abs(drawn - fine.at(c, r)));
                }
            }
            worst[level] = std::max(worst[level], errorM);
            // Distances are counted to the middle of a tile; its nearest corner is half a diagonal nearer.
            const double reach = errorM / kLevelPixelRad + kTile * 0.7072;
            farM[level] = std::max(farM[level - 1], static_cast<float>(reach));
        }
        terrain.tileFarM.push_back(farM);
    }
    for (std::size_t level = 0; level < terrain.levels.size(); ++level)
        terrain.skirtM[level] = std::max(kSkirtM[level], worst.back() + 0.5);
}

std::vector<Sphere> tileSpheres(const Assembler& assembler, const Terrain& terrain) {
    std::vector<Sphere> spheres;
    const HeightField& field = terrain.levels[0];
    const auto cells = static_cast<std::size_t>(std::lround(kTile / field.stepM()));
    for (std::size_t tile = 0; tile < assembler.tileColumns() * assembler.tileRows(); ++tile) {
        const std::size_t c0 = tile % assembler.tileColumns() * cells, r0 = tile / assembler.tileColumns() * cells;
        double low = 1e300, high = -1e300;
        for (std::size_t r = 0; r <= cells; ++r) {
            for (std::size_t c = 0; c <= cells; ++c) {
                low = std::min(low, field.at(c0 + c, r0 + r));
                high = std::max(high, field.at(c0 + c, r0 + r));
            }
        }
        low -= terrain.skirtM.back() + 2;  // lakes lower coarse levels a little more
        high += 2;                         // kerbs, ballast and rails
        const glm::dvec2 middle = assembler.tileCorner(tile) + glm::dvec2{kTile / 2};
        spheres.push_back(
            {{middle, (low + high) / 2}, std::sqrt(kTile * kTile / 2 + (high - low) * (high - low) / 4) + 0.1});
    }
    return spheres;
}

void addTerrain(Assembler& assembler, const Terrain& terrain, std::span<const Sphere> spheres, MaterialIndex material,
                const Provenance& provenance) {
    const std::uint32_t element =
        assembler.addElement({"terrain", "kind.terrain", "terrain", provenance, {}, city::Layer::Terrain});
    for (std::size_t tile = 0; tile < spheres.size(); ++tile) {
        const std::size_t finest = terrain.finestEverywhere || assembler.hasDraws(tile) ? 0 : 1;
        const std::array<float, 4>& farM = terrain.farM(tile);
        for (std::size_t level = finest; level < terrain.levels.size(); ++level) {
            const Mesh mesh = tileMesh(terrain.levels[level], assembler.tileCorner(tile), terrain.skirtM[level],
                                       terrain.errorM[level], material);
            const float near = level == finest ? 0 : farM[level];
            if (near >= farM[level + 1]) continue;
            assembler.addTileMesh(element, tile, mesh, {city::kDrawTerrain, near, farM[level + 1]}, &spheres[tile]);
        }
    }
}

city::CoverClass CoverGrid::at(glm::dvec2 p) const {
    const double c = std::clamp((p.x - header.westM) / static_cast<double>(header.stepM), 0.0,
                                static_cast<double>(header.columns - 1));
    const double r = std::clamp((p.y - header.southM) / static_cast<double>(header.stepM), 0.0,
                                static_cast<double>(header.rows - 1));
    return static_cast<city::CoverClass>(
        cells[static_cast<std::size_t>(std::lround(r)) * header.columns + static_cast<std::size_t>(std::lround(c))]);
}

CoverGrid buildCover(const Sources& sources) {
    const Extent& extent = sources.head.extent;
    CoverGrid grid;
    grid.header.westM = extent.west;
    grid.header.southM = extent.south;
    grid.header.stepM = static_cast<float>(kCoverStepM);
    grid.header.columns = static_cast<std::uint32_t>(std::lround((extent.east - extent.west) / kCoverStepM)) + 1;
    grid.header.rows = static_cast<std::uint32_t>(std::lround((extent.north - extent.south) / kCoverStepM)) + 1;
    grid.cells.assign(std::size_t{grid.header.columns} * grid.header.rows,
                      static_cast<std::uint8_t>(city::CoverClass::Field));
    for (const CoverArea& area : sources.cover) fillRing(grid, area.ring, area.cover);
    for (const Lake& lake : sources.lakes) fillRing(grid, lake.ring, city::CoverClass::WaterBed);
    return grid;
}

}  // namespace twin::bake
