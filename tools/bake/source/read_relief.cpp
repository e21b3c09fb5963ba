#include <algorithm>

#include "tools/bake/source/readers.h"

namespace twin::bake {

using nlohmann::json;

namespace {

constexpr double kLowestM = 101, kHighestM = 600;  // what a vertex of the pack can hold (format.h)

Valley readValley(const ReadContext& context, const Fields& fields) {
    Valley valley;
    (void)fields.text("id");
    (void)fields.provenance();
    valley.floorWidthM = fields.number("floor_width", 0, 5000);
    valley.sideWidthM = fields.number("side_width", 1, 5000);
    const json* line = fields.list("line");
    if (line == nullptr) return valley;
    for (const json& item : *line) {
        const auto p = context.places->point(fields, "line", item);
        if (!p) return {};
        if (item.size() < 3 || !item[2].is_number() || item[2].get<double>() < kLowestM ||
            item[2].get<double>() > kHighestM) {
            fields.fault("line", "each point needs a floor height as its third number");
            return {};
        }
        valley.line.push_back(*p);
        valley.floorM.push_back(item[2].get<double>());
    }
    if (valley.line.size() < 2) fields.fault("line", "must be two or more points");
    return valley;
}

ReliefShape readShape(const ReadContext& context, const Fields& fields) {
    constexpr std::array<std::pair<std::string_view, ShapeKind>, 5> kKinds{{{"plateau", ShapeKind::Plateau},
                                                                            {"moat", ShapeKind::Moat},
                                                                            {"ravine", ShapeKind::Ravine},
                                                                            {"basin", ShapeKind::Basin},
                                                                            {"dam", ShapeKind::Dam}}};
    ReliefShape shape;
    shape.id = fields.text("id");
    shape.kind = fields.oneOf("kind", kKinds);
    (void)fields.provenance();
    const bool area = shape.kind == ShapeKind::Plateau || shape.kind == ShapeKind::Basin;
    if (const json* points = fields.list(area ? "polygon" : "line")) {
        shape.points =
            area ? context.places->ring(fields, "polygon", *points) : context.places->line(fields, "line", *points);
    }
    switch (shape.kind) {
        case ShapeKind::Plateau:
            shape.heightM = fields.number("height", kLowestM, kHighestM);
            shape.shoulderM = fields.number("shoulder", 0.1, 1000);
            break;
        case ShapeKind::Basin:
            shape.heightM = fields.number("bed", kLowestM, kHighestM);
            shape.shoulderM = fields.number("shoulder", 0.1, 1000);
            break;
        case ShapeKind::Moat:
        case ShapeKind::Ravine:
            shape.depthM = fields.number("depth", 0.1, 60);
            shape.widthM = fields.number("width", 1, 500);
            break;
        case ShapeKind::Dam:
            shape.heightM = fields.number("crest", kLowestM, kHighestM);
            shape.widthM = fields.number("crest_width", 0.5, 100);
            shape.slope = fields.number("slope", 0.5, 20);
            break;
    }
    return shape;
}

}  // namespace

void readRelief(ReadContext& context) {
    const std::string file = "town/relief.json";
    const json document = context.json(file);
    if (document.is_null()) return;
    Relief& relief = context.sources.relief;
    relief.baseM = Fields{context.reading, file, "", document}.number("base", kLowestM, kHighestM);
    context.eachItemOf(file, document, "points", [&](const Fields& fields) {
        (void)fields.provenance();
        const json* lonlat = fields.list("lonlat");
        if (lonlat == nullptr) return;
        const double height = fields.number("height", kLowestM, kHighestM);
        if (const auto p = context.places->point(fields, "lonlat", *lonlat)) relief.points.push_back({*p, height});
    });
    context.eachItemOf(file, document, "valleys", [&](const Fields& fields) {
        Valley valley = readValley(context, fields);
        if (valley.line.size() >= 2) relief.valleys.push_back(std::move(valley));
    });
    context.eachItemOf(file, document, "shapes", [&](const Fields& fields) {
        ReliefShape shape = readShape(context, fields);
        if (!shape.points.empty()) relief.shapes.push_back(std::move(shape));
    });
}

}  // namespace twin::bake
