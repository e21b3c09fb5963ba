#include "tools/bake/report.h"

#include <cmath>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "scene/city/pack.h"

namespace twin::bake {

using nlohmann::json;

namespace {

constexpr double kTolerancePercent = 1.0;

bool missed(const json& item) {
    return !item["difference"].is_number() || std::abs(item["difference"].get<double>()) > kTolerancePercent;
}

std::string numberText(const json& value) {
    if (!value.is_number()) return "-";
    std::ostringstream text;
    text << std::setprecision(8) << value.get<double>();
    return text.str();
}

}  // namespace

int printInfo(const city::City& city, std::ostream& out) {
    const json meta = json::parse(city.metaJson(), nullptr, false);
    if (meta.is_object() && meta.contains("origin")) {
        out << "town       " << meta.value("name", "") << " (" << meta.value("id", "") << "), data of "
            << meta.value("dataYear", 0) << ", heights " << meta.value("heightSystem", "") << '\n';
        out << "origin     N " << std::fixed << std::setprecision(0) << meta["origin"].value("northing", 0.0) << ", E "
            << meta["origin"].value("easting", 0.0) << " (EPSG:2178), seed " << meta.value("seed", 0) << '\n';
        out << "counts    ";
        for (const auto& [name, count] : meta["counts"].items())
            out << ' ' << name << ' ' << count.get<std::uint64_t>();
        out << '\n';
    }
    out << "hash       " << std::hex << std::setw(16) << std::setfill('0') << city.contentHash() << std::dec
        << std::setfill(' ') << '\n';
    out << "file       " << city.fileBytes() << " bytes\n";
    std::uint64_t triangles = 0;
    for (const city::Draw& draw : city.draws()) triangles += draw.indexCount / 3;
    out << "triangles  " << triangles << " in " << city.draws().size() << " draws, all levels together\n";
    for (const city::PackSection& section : city.sections()) {
        out << "  " << city::sectionName(section.id) << std::setw(12) << section.bytes << " bytes";
        if (section.elementBytes > 1)
            out << std::setw(10) << section.bytes / section.elementBytes << " x " << section.elementBytes;
        out << '\n';
    }
    return 0;
}

int printAudit(const city::City& city, bool asJson, std::ostream& out) {
    const json items = json::parse(city.auditJson(), nullptr, false);
    if (!items.is_array()) {
        out << "the file holds no audit; bake it again with twin-bake\n";
        return 1;
    }
    int result = 0;
    if (asJson) out << items.dump(1) << '\n';
    for (const json& item : items) {
        if (missed(item)) result = 1;
        if (asJson) continue;
        out << std::left << std::setw(26) << item.value("id", "") << std::right << std::setw(12)
            << numberText(item["strategy"]) << std::setw(12) << numberText(item["measured"]) << "  " << std::left
            << std::setw(6) << item.value("unit", "") << std::setw(6) << item.value("relation", "") << std::right
            << std::setw(9) << numberText(item["difference"]) << " %" << (missed(item) ? "  MISSED" : "") << '\n';
    }
    return result;
}

}  // namespace twin::bake
