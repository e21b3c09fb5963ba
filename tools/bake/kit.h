// tools/bake/kit.h: a kit turns a placed feature with parameters into parts of the town.
#pragma once

#include <functional>
#include <glm/glm.hpp>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scene/base/result.h"
#include "scene/city/format.h"
#include "tools/bake/mesh.h"

namespace twin::bake {

/// Material ids to indices; an unknown name is a programming error of a kit and fails the bake with its name.
class MaterialLookup {
public:
    virtual ~MaterialLookup() = default;
    [[nodiscard]] virtual MaterialIndex find(std::string_view id) const = 0;
};

/// Where and how a feature stands, already in the town's metres.
struct KitPlacement {
    enum class Shape { Point, Line, Polygon } shape = Shape::Point;
    std::vector<glm::dvec2> points;  ///< Point: one; Line: two or more; Polygon: counter-clockwise ring, not closed
    double headingDeg = 0;           ///< clockwise from grid north: where the kit's +y looks
};

/// One declared parameter: its name, default and range. The bake refuses names not declared and values out of range.
struct KitParam {
    std::string_view name;
    std::variant<double, std::string_view, bool> fallback;
    double min = 0, max = 0;                  ///< numbers only
    std::vector<std::string_view> choices{};  ///< strings only
};

/// The parameters of one feature, checked against the kit's declaration; missing ones hold the fallback.
class KitParams {
public:
    using Value = std::variant<double, std::string, bool>;
    explicit KitParams(std::map<std::string, Value, std::less<>> values) : values_{std::move(values)} {}
    [[nodiscard]] double number(std::string_view name) const { return std::get<double>(values_.find(name)->second); }
    [[nodiscard]] const std::string& text(std::string_view name) const {
        return std::get<std::string>(values_.find(name)->second);
    }
    [[nodiscard]] bool flag(std::string_view name) const { return std::get<bool>(values_.find(name)->second); }

private:
    std::map<std::string, Value, std::less<>> values_;
};

/// What a kit may ask of the town around it.
struct KitSite {
    std::function<double(glm::dvec2)> groundM;  ///< height of the ground, metres above sea level
    std::function<double(glm::dvec2)> waterM;   ///< level of the water over a point, or -1e9 where there is none
    const MaterialLookup& materials;
    std::uint64_t seed = 0;  ///< of this feature: same feature, same result
};

/// A light that shines down on the ground at night.
struct KitLamp {
    glm::dvec3 at{};
    double reachM = 0;
};

/// A tree that belongs to a kit (a park's trees, a row).
struct KitTree {
    glm::dvec2 at{};
    std::string species;
    double heightM = 0;  ///< 0: the species' planted height
};

/// What a kit makes. Meshes are in town coordinates (local metres, heights above sea level).
struct KitResult {
    Mesh solid;               ///< casts shadows, is culled as one
    Mesh ground;              ///< lies on the terrain (paving, pitch): lifted towards the eye by the renderer
    Mesh groundFar;           ///< the same before it was cut along the triangles of the terrain
    double groundErrorM = 0;  ///< how far the one lies above or below the other at most
    Mesh transparent;         ///< glass, nets
    std::vector<KitTree> trees;
    std::vector<KitLamp> lamps;
    /// Figures measured on the geometry just made, for the audit: "length_m", "berths", "area_m2" ...
    std::map<std::string, double, std::less<>> measures;
};

struct Kit {
    std::string_view name;  ///< as in the data: "pier"
    std::vector<KitParam> params;
    std::vector<KitPlacement::Shape> shapes;  ///< geometries it accepts
    twin::city::Layer layer = twin::city::Layer::Investments;
    KitResult (*build)(const KitPlacement&, const KitParams&, const KitSite&) = nullptr;
    bool everyday = false;  ///< its name is shown near by only (city::LabelKind::Everyday)
};

/// All kits, sorted by name. Their code lives in tools/bake/kits, one file per family.
[[nodiscard]] std::span<const Kit> allKits();
[[nodiscard]] const Kit* findKit(std::string_view name);

}  // namespace twin::bake
