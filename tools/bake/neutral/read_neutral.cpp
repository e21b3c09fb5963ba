// tools/bake/neutral/read_neutral.cpp: the folder's files, each refused with file, feature and field.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "scene/base/files.h"
#include "tools/bake/geometry/area.h"
#include "tools/bake/mesh.h"
#include "tools/bake/neutral/neutral.h"
#include "tools/bake/source/fields.h"
#include "tools/bake/source/places.h"

namespace twin::bake {

using nlohmann::json;

namespace {

constexpr double kFarM = 1e6, kLowM = -1000, kHighM = 9000;
constexpr int kMostFaultsOfAFile = 20;  // a table with a wrong column has a fault in every line

/// Numbers of a text, one after the other, separated by what is no number.
std::optional<double> numberIn(std::string_view word) {
    double value = 0;
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (fault != std::errc{} || end != word.data() + word.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string_view nextWord(std::string_view& rest, std::string_view separators) {
    rest.remove_prefix(std::min(rest.find_first_not_of(separators), rest.size()));
    const std::string_view word = rest.substr(0, rest.find_first_of(separators));
    rest.remove_prefix(word.size());
    return word;
}

std::string inQuotes(std::string_view word) { return "\"" + std::string{word.substr(0, 40)} + "\""; }

class Reader {
public:
    Reader(const std::filesystem::path& folder, NeutralTown& town) : folder_{folder}, town_{town} {}

    Reading& reading() { return reading_; }

    void readAll() {
        readGround();
        eachFeature("buildings.geojson",
                    [this](const Fields& fields, const json& feature) { readBuilding(fields, feature); });
        eachFeature("roads.geojson", [this](const Fields& fields, const json& feature) {
            NeutralRoad road{points(fields, feature, "LineString"), fields.number("width", 0.5, 100)};
            if (road.line.size() >= 2) town_.roads.push_back(std::move(road));
        });
        eachFeature("lake.geojson", [this](const Fields& fields, const json& feature) {
            NeutralLake lake{points(fields, feature, "Polygon"), fields.number("level", kLowM, kHighM)};
            if (lake.ring.size() >= 3) town_.lakes.push_back(std::move(lake));
        });
        readTrees();
        readCity();
    }

private:
    std::string text(const std::string& file) {
        Result<std::string> read = readTextFile(folder_ / file);
        if (read) return std::move(*read);
        reading_.faults.add(file, "", "", read.error().what);
        return {};
    }

    void eachFeature(const std::string& file, const std::function<void(const Fields&, const json&)>& each) {
        const std::string read = text(file);
        if (!read.empty()) bake::eachFeature(reading_, file, parseFile(reading_, file, read), each);
    }

    /// ESRI ASCII grid: six words with a number, then rows from the north.
    void readGround() {
        const std::string file = "terrain.asc", read = text(file);
        if (read.empty()) return;
        std::string_view rest = read;
        constexpr std::string_view kBlank = " \t\r\n";
        std::array<double, 6> head{};
        constexpr std::array<std::string_view, 6> kNames{"ncols",     "nrows",    "xllcenter",
                                                         "yllcenter", "cellsize", "NODATA_value"};
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            const std::string_view name = nextWord(rest, kBlank), word = nextWord(rest, kBlank);
            const std::optional<double> value = numberIn(word);
            if (name == kNames[i] && value) {
                head[i] = *value;
                continue;
            }
            reading_.faults.add(file, "header", std::string{kNames[i]},
                                "expected \"" + std::string{kNames[i]} + "\" and a number, found " + inQuotes(name) +
                                    " " + inQuotes(word));
            return;
        }
        const double cell = head[4];
        const auto whole = [](double v) { return v >= 2 && v <= 16385 && v == std::floor(v); };
        if (!whole(head[0]) || !whole(head[1]) || cell < 0.01 || cell > 10000) {
            reading_.faults.add(file, "header", "",
                                "a grid has 2 to 16385 columns and rows, and a cell of 0.01 to 10000 m");
            return;
        }
        const double west = head[2], north = head[3] + (head[1] - 1) * cell;
        town_.ground = HeightField{{west, west + (head[0] - 1) * cell, -north, -head[3]}, cell};
        int faults = 0;
        for (std::size_t r = 0; r < town_.ground.rows(); ++r) {
            for (std::size_t c = 0; c < town_.ground.columns(); ++c) {
                const std::string_view word = nextWord(rest, kBlank);
                const std::optional<double> z = numberIn(word);
                if (z && *z != head[5] && *z >= kLowM && *z <= kHighM) {
                    town_.ground.at(c, r) = *z;
                    continue;
                }
                reading_.faults.add(file, "row " + std::to_string(r + 1), "column " + std::to_string(c + 1),
                                    word.empty() ? "is missing" : inQuotes(word) + " is no height in metres");
                if (word.empty() || ++faults == kMostFaultsOfAFile) return;
            }
        }
        if (!nextWord(rest, kBlank).empty()) reading_.faults.add(file, "", "", "goes on after its last row");
    }

    /// Local metres. A ring loses its closing point and turns counter-clockwise.
    std::vector<glm::dvec2> points(const Fields& fields, const json& feature, std::string_view type) {
        const auto found = feature.find("geometry");
        if (found == feature.end() || !found->is_object() || found->value("type", "") != type ||
            !found->contains("coordinates")) {
            fields.fault("geometry", "must be a " + std::string{type});
            return {};
        }
        const bool ring = type == "Polygon";
        const json* list = &(*found)["coordinates"];
        if (ring && list->is_array() && list->size() == 1) list = &(*list)[0];
        if (!list->is_array() || list->size() < (ring ? 4U : 2U)) {
            fields.fault("geometry", ring ? "must be one closed ring of three or more corners"
                                          : "must be a line of two or more points");
            return {};
        }
        std::vector<glm::dvec2> result;
        for (const json& item : *list) {
            const bool numbers = item.is_array() && item.size() >= 2 && item[0].is_number() && item[1].is_number();
            const glm::dvec2 p = numbers ? glm::dvec2{item[0].get<double>(), item[1].get<double>()} : glm::dvec2{1e9};
            if (!(std::abs(p.x) <= kFarM && std::abs(p.y) <= kFarM)) {
                fields.fault("geometry", "point " + std::to_string(result.size() + 1) + " is no [x, y] in metres");
                return {};
            }
            result.push_back(p);
        }
        if (!ring) {
            if (lengthOf(result) < 0.01) fields.fault("geometry", "has no length");
            return result;
        }
        if (glm::distance(result.front(), result.back()) > 0.001) {
            fields.fault("geometry", "the ring is not closed: its last point must be its first");
            return {};
        }
        result.pop_back();
        if (const auto fault = faultOfRing(result)) {
            fields.fault("geometry", "is no simple polygon: " + *fault);
            return {};
        }
        if (signedArea(result) < 0) std::reverse(result.begin(), result.end());
        return result;
    }

    static Rgb8 colour(const Fields& fields, std::string_view key) {
        const std::string word = fields.text(key);
        std::uint32_t rgb = 0;
        const char* end = word.data() + word.size();
        if (word.size() != 7 || word[0] != '#' || std::from_chars(word.data() + 1, end, rgb, 16).ptr != end) {
            if (!word.empty()) fields.fault(key, inQuotes(word) + " is no colour; \"#rrggbb\" is expected");
            return {};
        }
        return {static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>(rgb >> 8U & 255U),
                static_cast<std::uint8_t>(rgb & 255U)};
    }

    void readBuilding(const Fields& fields, const json& feature) {
        NeutralBuilding b;
        constexpr std::array<std::pair<std::string_view, bool>, 2> kRoofs{{{"flat", false}, {"gable", true}}};
        b.ring = points(fields, feature, "Polygon");
        b.baseM = fields.number("base", kLowM, kHighM);
        b.eavesM = fields.number("eaves", kLowM, kHighM);
        b.ridgeM = fields.number("ridge", kLowM, kHighM);
        b.floors = static_cast<int>(fields.number("floors", 1, 60));
        b.gable = fields.oneOf("roof", kRoofs);
        b.wall = colour(fields, "wall_colour");
        b.roof = colour(fields, "roof_colour");
        if (b.eavesM < b.baseM) fields.fault("eaves", "lie below the base");
        if (b.ridgeM < b.eavesM) fields.fault("ridge", "lies below the eaves");
        if (b.gable && !b.ring.empty() && b.ring.size() != 4) {
            fields.fault("roof", "a gable roof needs four corners, not " + std::to_string(b.ring.size()));
            b.gable = false;
        }
        if (!b.ring.empty()) town_.buildings.push_back(std::move(b));
    }

    void readTrees() {
        const std::string file = "trees.csv", read = text(file);
        if (read.empty()) return;
        std::string_view rest = read;
        constexpr std::string_view kHead = "x,y,z,heading_rad,height_m,species";
        if (const std::string_view head = nextWord(rest, "\r\n"); head != kHead) {
            reading_.faults.add(file, "line 1", "", "must be " + inQuotes(kHead) + ", found " + inQuotes(head));
            return;
        }
        constexpr std::array<std::string_view, 6> kColumns{"x", "y", "z", "heading_rad", "height_m", "species"};
        constexpr std::array<std::array<double, 2>, 6> kRange{
            {{-kFarM, kFarM}, {-kFarM, kFarM}, {kLowM, kHighM}, {-1e6, 1e6}, {0.1, 150}, {0, 3}}};
        int faults = 0;
        for (std::size_t line = 2; faults < kMostFaultsOfAFile; ++line) {
            const std::string_view row = nextWord(rest, "\r\n");
            if (row.empty()) break;
            std::array<double, 6> cells{};
            std::string_view left = row;
            bool good = true;
            for (std::size_t i = 0; i < cells.size() && good; ++i) {
                const std::string_view word = left.substr(0, left.find(','));
                left.remove_prefix(std::min(word.size() + 1, left.size()));
                const std::optional<double> value = numberIn(word);
                good = value && *value >= kRange[i][0] && *value <= kRange[i][1];
                if (good) {
                    cells[i] = *value;
                    continue;
                }
                ++faults;
                reading_.faults.add(file, "line " + std::to_string(line), std::string{kColumns[i]},
                                    word.empty() ? "is missing" : inQuotes(word) + " is no number of its range");
            }
            if (good && !left.empty()) {
                ++faults;
                reading_.faults.add(file, "line " + std::to_string(line), "", "has more than six cells");
            }
            town_.trees.push_back(
                {{cells[0], cells[1], cells[2]}, cells[3], cells[4], static_cast<std::size_t>(cells[5])});
        }
    }

    /// y up and z south, as in the mesh files of the same town.
    static glm::dvec3 zUp(const std::vector<double>& v) { return {v[0], -v[2], v[1]}; }

    void readCity() {
        const std::string file = "city.json", read = text(file);
        if (read.empty()) return;
        const json document = parseFile(reading_, file, read);
        if (document.is_null()) return;
        const Fields root{reading_, file, "", document};
        const Fields camera = root.inner("camera"), sun = root.inner("sun");
        town_.orbit.centre = zUp(camera.numbers("center", 3, -kFarM, kFarM));
        town_.orbit.radiusM = camera.number("radius", 1, kFarM);
        town_.orbit.heightM = camera.number("height", -kHighM, kHighM);
        town_.orbit.fovYDeg = camera.number("fovy", 1, 160);
        town_.orbit.frames = static_cast<int>(camera.number("frames", 1, 100000));
        town_.toSun = zUp(sun.numbers("toward", 3, -1, 1));
        if (glm::length(town_.toSun) < 1e-3) {
            sun.fault("toward", "has no direction");
        } else {
            town_.toSun = glm::normalize(town_.toSun);
        }
        town_.shadowExtentM = sun.number("shadow_extent", 10, kFarM);
        town_.shadowMapPx = static_cast<int>(sun.number("shadow_size", 16, 16384));
    }

    const std::filesystem::path& folder_;
    NeutralTown& town_;
    Reading reading_;
};

}  // namespace

NeutralTown readNeutral(const std::filesystem::path& folder, Faults& faults) {
    NeutralTown town;
    Reader reader{folder, town};
    reader.readAll();
    for (const Fault& fault : reader.reading().faults.all())
        faults.add(fault.file, fault.feature, fault.field, fault.problem);
    return town;
}

}  // namespace twin::bake
