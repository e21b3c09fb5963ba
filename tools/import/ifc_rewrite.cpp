#include "tools/import/ifc_rewrite.h"

#include <algorithm>
#include <array>
#include <glm/glm.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "tools/import/ifc_step.h"

namespace twin::import {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view kHead =
    "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\n"
    "FILE_SCHEMA(('IFC2X3'));\nENDSEC;\nDATA;\n";
constexpr std::string_view kFoot = "ENDSEC;\nEND-ISO-10303-21;\n";

/// What has no part in the shapes, their places and their colours; leaving it out saves Assimp most of its work.
constexpr std::array<std::string_view, 22> kIdleBeginnings{
    "IFCPROPERTY",         "IFCQUANTITY",       "IFCELEMENTQUANTITY",   "IFCRELDEFINES",   "IFCRELASSOCIATES",
    "IFCRELSPACEBOUNDARY", "IFCRELCONNECTS",    "IFCRELDECLARES",       "IFCRELASSIGNS",   "IFCTEXT",
    "IFCCLASSIFICATION",   "IFCMATERIAL",       "IFCDOCUMENT",          "IFCPROJECTEDCRS", "IFCMAPCONVERSION",
    "IFCGEOGRAPHICCRS",    "IFCRIGIDOPERATION", "IFCPRESENTATIONLAYER", "IFCANNOTATION",   "IFCIMAGETEXTURE",
    "IFCINDEXED",          "IFCTEXTURE"};

/// Elements that are not shown or that Assimp must know by their name.
constexpr std::array<std::string_view, 9> kOwnKinds{
    "IFCOPENINGELEMENT", "IFCOPENINGSTANDARDCASE", "IFCSPACE", "IFCSITE",   "IFCBUILDING",
    "IFCBUILDINGSTOREY", "IFCVIRTUALELEMENT",      "IFCGRID",  "IFCPROJECT"};

constexpr std::array<std::string_view, 13> kPlacedProfiles{
    "IFCRECTANGLEPROFILEDEF",    "IFCROUNDEDRECTANGLEPROFILEDEF", "IFCRECTANGLEHOLLOWPROFILEDEF", "IFCCIRCLEPROFILEDEF",
    "IFCCIRCLEHOLLOWPROFILEDEF", "IFCELLIPSEPROFILEDEF",          "IFCISHAPEPROFILEDEF",          "IFCLSHAPEPROFILEDEF",
    "IFCUSHAPEPROFILEDEF",       "IFCTSHAPEPROFILEDEF",           "IFCCSHAPEPROFILEDEF",          "IFCZSHAPEPROFILEDEF",
    "IFCTRAPEZIUMPROFILEDEF"};

template <std::size_t N>
bool isOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isIdle(std::string_view type) {
    if (type == "IFCINDEXEDPOLYCURVE") return false;
    return std::any_of(kIdleBeginnings.begin(), kIdleBeginnings.end(),
                       [type](std::string_view beginning) { return type.starts_with(beginning); });
}

bool isGlobalId(std::string_view argument) { return argument.size() == 24 && argument.front() == '\''; }

std::string reference(std::uint64_t id) { return "#" + std::to_string(id); }

std::string real(double value) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.17g", value);
    std::string out{text.data()};
    if (out.find_first_of(".eEn") == std::string::npos) out += '.';
    if (const std::size_t e = out.find('e'); e != std::string::npos && out.find('.') == std::string::npos)
        out.insert(e, ".");
    return out;
}

std::string list(const Words& items) {
    std::string out = "(";
    for (const std::string& item : items) out += (out.size() > 1 ? "," : "") + item;
    return out + ")";
}

/// Numbers in IFC lists count from 1. What is no such number becomes one that no list reaches.
std::size_t placeOf(double number) {
    return number >= 1 && number < 1e9 ? static_cast<std::size_t>(number) - 1 : std::size_t{1} << 40U;
}

class Rewriter {
public:
    Rewriter(const StepFile& file, Report& report) : file_{file}, report_{report}, next_{file.largestId() + 1} {}

    std::string write() {
        newer_ = !file_.schema().starts_with("IFC2X");
        out_ = kHead;
        if (othersHaveShapes()) dropGround();
        for (const StepRecord& record : file_.records()) note(record);
        for (const StepRecord& record : file_.records()) {
            if (!isIdle(record.type)) rewrite(record);
        }
        out_ += kFoot;
        return std::move(out_);
    }

private:
    /// First pass: what later rules must know of other records.
    void note(const StepRecord& record) {
        if (record.type == "IFCOWNERHISTORY" && history_ == 0) history_ = record.id;
        if (record.type == "IFCUNITASSIGNMENT" && units_ == 0) units_ = record.id;
        if (record.type == "IFCINDEXEDCOLOURMAP") {
            const auto words = splitStep(record.arguments);
            if (words.size() >= 4) colourMaps_[referenceOf(words[0])] = &record;
        }
        if (record.type == "IFCTRIANGULATEDFACESET" || record.type == "IFCPOLYGONALFACESET" ||
            record.type == "IFCTRIANGULATEDIRREGULARNETWORK") {
            faceSets_.insert(record.id);
        }
        if (record.type == "IFCMAPCONVERSION") {
            report_.warn("the file says where it lies on the earth; the place is not taken from it");
        }
    }

    /// Whether anything but a site has a shape.
    [[nodiscard]] bool othersHaveShapes() const {
        return std::any_of(file_.records().begin(), file_.records().end(), [this](const StepRecord& record) {
            if (record.type == "IFCSITE" || record.type == "IFCSPACE" || record.type == "IFCOPENINGELEMENT")
                return false;
            if (isIdle(record.type)) return false;
            const auto words = splitStep(record.arguments);
            return words.size() >= 8 && isGlobalId(words[0]) && hasShape(words[6]);
        });
    }
    /// The model is set on the town's own ground, so the file's is left out.
    void dropGround() {
        for (const StepRecord& record : file_.records()) {
            if (record.type != "IFCSITE") continue;
            const auto words = splitStep(record.arguments);
            if (words.size() < 8 || !hasShape(words[6])) continue;
            bare_.insert(record.id);
            report_.warn("the ground in the file (IfcSite) is left out; the model stands on that of the town");
        }
    }
    [[nodiscard]] bool hasShape(std::string_view argument) const {
        const StepRecord* const shape = file_.find(referenceOf(argument));
        return shape != nullptr && shape->type == "IFCPRODUCTDEFINITIONSHAPE";
    }

    void put(std::uint64_t id, std::string_view type, const Words& words) {
        out_ += reference(id) + "=" + std::string{type};
        out_ += list(words);
        out_ += ";\n";
    }
    std::uint64_t add(std::string_view type, const Words& words) {
        const std::uint64_t id = next_++;
        put(id, type, words);
        return id;
    }

    std::uint64_t history() {
        if (history_ == 0) history_ = add("IFCOWNERHISTORY", {"$", "$", "$", ".NOCHANGE.", "$", "$", "$", "0"});
        return history_;
    }
    std::uint64_t place(int dimensions) {
        std::uint64_t& held = dimensions == 3 ? place3_ : place2_;
        if (held != 0) return held;
        const Words zeros(static_cast<std::size_t>(dimensions), "0.");
        const std::string point = reference(add("IFCCARTESIANPOINT", {list(zeros)}));
        held =
            dimensions == 3 ? add("IFCAXIS2PLACEMENT3D", {point, "$", "$"}) : add("IFCAXIS2PLACEMENT2D", {point, "$"});
        return held;
    }

    void rewrite(const StepRecord& record) {
        std::string_view type = record.type;
        if (faceSets_.contains(record.id)) return faceSet(record);
        if (type == "IFCINDEXEDPOLYCURVE") return polyCurve(record);
        if (type == "IFCCARTESIANPOINTLIST2D" || type == "IFCCARTESIANPOINTLIST3D" || type == "IFCCOLOURRGBLIST" ||
            type == "IFCINDEXEDPOLYGONALFACE" || type == "IFCINDEXEDPOLYGONALFACEWITHVOIDS") {
            return;
        }
        Words words;
        for (const std::string_view word : splitStep(record.arguments)) words.emplace_back(word);
        const auto fill = [&words](std::size_t at, const auto& make) {
            if (at < words.size() && words[at] == "$") words[at] = make();
        };
        if (words.size() > 1 && isGlobalId(words[0])) fill(1, [this] { return reference(history()); });
        if (newer_ && (type == "IFCFACILITY" || type == "IFCBRIDGE" || type == "IFCROAD" || type == "IFCRAILWAY" ||
                       type == "IFCMARINEFACILITY")) {
            type = "IFCBUILDING";
            words.resize(std::min<std::size_t>(words.size(), 9));
        }
        if (newer_ && type.starts_with("IFC") && type.ends_with("PART") && words.size() >= 9 && isGlobalId(words[0])) {
            const std::string_view kind = type.substr(3);
            if (kind == "FACILITYPART" || kind == "BRIDGEPART" || kind == "ROADPART" || kind == "RAILWAYPART") {
                type = "IFCBUILDINGSTOREY";
                words.resize(9);
            }
        }
        if (type == "IFCSITE" || type == "IFCBUILDING" || type == "IFCBUILDINGSTOREY" || type == "IFCSPACE") {
            spatial(type, words);
            if (bare_.contains(record.id)) words[6] = "$";
        } else if (type == "IFCPROJECT") {
            words.resize(std::max<std::size_t>(words.size(), 9), "$");
            fill(7, [] { return std::string{"()"}; });
            fill(8, [this] { return units_ != 0 ? reference(units_) : std::string{"$"}; });
        } else if (type == "IFCEXTRUDEDAREASOLID" || type == "IFCREVOLVEDAREASOLID" ||
                   type == "IFCSURFACECURVESWEPTAREASOLID") {
            fill(1, [this] { return reference(place(3)); });
        } else if (isOneOf(type, kPlacedProfiles)) {
            fill(2, [this] { return reference(place(2)); });
        } else if (type == "IFCSTYLEDITEM" && words.size() >= 2) {
            words[1] = styles(words[1]);
        } else if (type == "IFCSHAPEREPRESENTATION" && words.size() >= 4) {
            words[3] = items(words[3]);
        } else if (type == "IFCRELCONTAINEDINSPATIALSTRUCTURE" && words.size() >= 6) {
            words[4] = written(words[4]);
        } else if (type == "IFCRELAGGREGATES" && words.size() >= 6) {
            words[5] = written(words[5]);
        } else if (type == "IFCUNITASSIGNMENT" && !words.empty()) {
            words[0] = written(words[0]);
        } else if (type == "IFCCONVERSIONBASEDUNITWITHOFFSET") {
            type = "IFCCONVERSIONBASEDUNIT";
            words.resize(4, "$");
        } else if (isForeignElement(type, words)) {
            type = "IFCBUILDINGELEMENTPROXY";
            words.resize(8);
            words.emplace_back("$");
        }
        put(record.id, type, words);
    }

    static void spatial(std::string_view type, Words& words) {
        static const std::map<std::string_view, std::size_t> lengths{
            {"IFCSITE", 14}, {"IFCBUILDING", 12}, {"IFCBUILDINGSTOREY", 10}, {"IFCSPACE", 11}};
        words.resize(std::max(words.size(), lengths.at(type)), "$");
        if (words[8] == "$") words[8] = ".ELEMENT.";
        if (type == "IFCSPACE" && words[9] != ".INTERNAL." && words[9] != ".EXTERNAL.") words[9] = ".NOTDEFINED.";
    }

    /// A product of a kind that IFC2x3 lacks or orders otherwise: it has a shape, and is none of those kept by name.
    bool isForeignElement(std::string_view type, const Words& words) const {
        if (!newer_ || words.size() < 8 || !isGlobalId(words[0]) || isOneOf(type, kOwnKinds)) return false;
        return hasShape(words[6]);
    }

    /// Of the records a list names, those that are written.
    std::string written(const std::string& named) const {
        Words kept;
        for (const std::uint64_t id : referencesOf(named)) {
            const StepRecord* const record = file_.find(id);
            if (record != nullptr && !isIdle(record->type)) kept.push_back(reference(id));
        }
        return list(kept);
    }

    /// IFC4 lets a styled item name its styles itself; IFC2x3 wants an assignment between.
    std::string styles(const std::string& named) {
        Words assignments, loose;
        for (const std::uint64_t id : referencesOf(named)) {
            const StepRecord* const style = file_.find(id);
            if (style == nullptr) continue;
            (style->type == "IFCPRESENTATIONSTYLEASSIGNMENT" ? assignments : loose).push_back(reference(id));
        }
        if (!loose.empty()) assignments.push_back(reference(add("IFCPRESENTATIONSTYLEASSIGNMENT", {list(loose)})));
        return list(assignments);
    }

    /// The items of a representation, and beside each face set of several colours its further pieces.
    std::string items(const std::string& named) {
        Words all;
        for (const std::uint64_t id : referencesOf(named)) {
            all.push_back(reference(id));
            if (!faceSets_.contains(id) || !colourMaps_.contains(id)) continue;
            for (std::size_t piece = 1; piece < coloursOf(id).size(); ++piece)
                all.push_back(reference(pieceId(id, piece)));
        }
        return list(all);
    }

    /// The distinct colours (from 1) that a face set's colour map uses, in order.
    std::vector<std::uint64_t> coloursOf(std::uint64_t faceSet) {
        const auto words = splitStep(colourMaps_.at(faceSet)->arguments);
        std::set<std::uint64_t> used;
        for (const double index : numbersOf(words[3])) used.insert(placeOf(index) + 1);
        return {used.begin(), used.end()};
    }
    std::uint64_t pieceId(std::uint64_t faceSet, std::size_t piece) {
        if (piece == 0) return faceSet;
        auto& id = pieces_[{faceSet, piece}];
        if (id == 0) id = next_++;
        return id;
    }

    /// Loops of point numbers (from 0); each face is its outer bound and its holes.
    std::vector<std::vector<std::vector<std::size_t>>> facesOf(const StepRecord& record,
                                                               const std::vector<std::string_view>& words) {
        std::vector<std::vector<std::vector<std::size_t>>> faces;
        const auto loop = [](const std::vector<double>& numbers) {
            std::vector<std::size_t> points;
            for (const double number : numbers) points.push_back(placeOf(number));
            return points;
        };
        if (record.type != "IFCPOLYGONALFACESET") {
            for (const auto& row : rowsOf(words.size() > 3 ? words[3] : "")) faces.push_back({loop(row)});
            return faces;
        }
        for (const std::uint64_t id : referencesOf(words.size() > 2 ? words[2] : "")) {
            const StepRecord* const face = file_.find(id);
            if (face == nullptr) continue;
            const auto parts = splitStep(face->arguments);
            if (parts.empty()) continue;
            faces.push_back({loop(numbersOf(parts[0]))});
            if (face->type != "IFCINDEXEDPOLYGONALFACEWITHVOIDS" || parts.size() < 2) continue;
            for (const auto& hole : rowsOf(parts[1])) faces.back().push_back(loop(hole));
        }
        return faces;
    }

    /// IfcTriangulatedFaceSet and IfcPolygonalFaceSet as surface models of single faces, one model a colour.
    void faceSet(const StepRecord& record) {
        const auto words = splitStep(record.arguments);
        const StepRecord* const coordinates = words.empty() ? nullptr : file_.find(referenceOf(words[0]));
        if (coordinates == nullptr || coordinates->type != "IFCCARTESIANPOINTLIST3D") return;
        const auto parts = splitStep(coordinates->arguments);
        std::vector<std::size_t> link;  // "PnIndex": face indices count in it, if it is there
        if (const std::size_t at = record.type == "IFCPOLYGONALFACESET" ? 3 : 4; words.size() > at) {
            for (const double number : numbersOf(words[at])) link.push_back(placeOf(number));
        }
        Words points;
        for (const auto& row : rowsOf(parts.empty() ? "" : parts[0])) {
            if (row.size() == 3)
                points.push_back(
                    reference(add("IFCCARTESIANPOINT", {list({real(row[0]), real(row[1]), real(row[2])})})));
        }
        const auto faces = facesOf(record, words);
        std::vector<double> colourOfFace;
        std::vector<std::uint64_t> colours{0};
        if (const auto map = colourMaps_.find(record.id); map != colourMaps_.end()) {
            colourOfFace = numbersOf(splitStep(map->second->arguments)[3]);
            colours = coloursOf(record.id);
        }
        for (std::size_t piece = 0; piece < colours.size(); ++piece) {
            Words shown;
            for (std::size_t i = 0; i < faces.size(); ++i) {
                if (i < colourOfFace.size() && colourOfFace[i] != static_cast<double>(colours[piece])) continue;
                if (i >= colourOfFace.size() && piece != 0) continue;
                if (const auto face = addFace(faces[i], points, link)) shown.push_back(reference(*face));
            }
            const std::string shell = reference(add("IFCCONNECTEDFACESET", {list(shown)}));
            const std::uint64_t model = pieceId(record.id, piece);
            put(model, "IFCFACEBASEDSURFACEMODEL", {list({shell})});
            if (!colourOfFace.empty()) colour(model, *colourMaps_.at(record.id), colours[piece]);
        }
    }

    std::optional<std::uint64_t> addFace(const std::vector<std::vector<std::size_t>>& loops, const Words& points,
                                         const std::vector<std::size_t>& link) {
        Words bounds;
        for (const auto& loop : loops) {
            Words corners;
            for (std::size_t corner : loop) {
                if (!link.empty()) corner = corner < link.size() ? link[corner] : points.size();
                if (corner >= points.size()) return std::nullopt;
                corners.push_back(points[corner]);
            }
            if (corners.size() < 3) return std::nullopt;
            const std::string ring = reference(add("IFCPOLYLOOP", {list(corners)}));
            bounds.push_back(reference(add(bounds.empty() ? "IFCFACEOUTERBOUND" : "IFCFACEBOUND", {ring, ".T."})));
        }
        if (bounds.empty()) return std::nullopt;
        return add("IFCFACE", {list(bounds)});
    }

    void colour(std::uint64_t model, const StepRecord& map, std::uint64_t index) {
        const auto words = splitStep(map.arguments);
        const StepRecord* const table = file_.find(referenceOf(words[2]));
        if (table == nullptr) return;
        const auto parts = splitStep(table->arguments);
        const auto rows = rowsOf(parts.empty() ? "" : parts[0]);
        if (index < 1 || index > rows.size() || rows[index - 1].size() != 3) return;
        const auto& rgb = rows[index - 1];
        const double opacity =
            words[1] == "$" ? 1 : std::clamp(numbersOf("(" + std::string{words[1]} + ")")[0], 0.0, 1.0);
        const std::string tint = reference(add("IFCCOLOURRGB", {"$", real(rgb[0]), real(rgb[1]), real(rgb[2])}));
        const std::string shade = reference(
            add("IFCSURFACESTYLERENDERING", {tint, real(1 - opacity), "$", "$", "$", "$", "$", "$", ".FLAT."}));
        const std::string style = reference(add("IFCSURFACESTYLE", {"$", ".BOTH.", list({shade})}));
        const std::string assigned = reference(add("IFCPRESENTATIONSTYLEASSIGNMENT", {list({style})}));
        add("IFCSTYLEDITEM", {reference(model), list({assigned}), "$"});
    }

    /// IfcIndexedPolyCurve as a polyline; its arcs in steps of at most 7.5 degrees.
    void polyCurve(const StepRecord& record) {
        const auto words = splitStep(record.arguments);
        const StepRecord* const coordinates = words.empty() ? nullptr : file_.find(referenceOf(words[0]));
        if (coordinates == nullptr) return;
        const auto parts = splitStep(coordinates->arguments);
        const auto rows = rowsOf(parts.empty() ? "" : parts[0]);
        std::vector<glm::dvec3> points, path;
        std::size_t dimensions = 2;
        for (const auto& row : rows) {
            if (row.size() < 2) return;
            dimensions = row.size() > 2 ? 3 : 2;
            points.emplace_back(row[0], row[1], row.size() > 2 ? row[2] : 0.0);
        }
        const auto put1 = [&path](const glm::dvec3& point) {
            if (path.empty() || path.back() != point) path.push_back(point);
        };
        if (words.size() < 2 || words[1] == "$") {
            for (const glm::dvec3& point : points) put1(point);
        } else {
            for (const std::string_view segment : splitStep(insideBrackets(words[1]))) {
                const std::size_t open = segment.find('(');
                if (open == std::string_view::npos || segment.size() < open + 3) return;
                std::vector<glm::dvec3> along;
                for (const double number : numbersOf(segment.substr(open + 1, segment.size() - open - 2))) {
                    if (!(number >= 1 && number <= static_cast<double>(points.size()))) return;
                    along.push_back(points[static_cast<std::size_t>(number) - 1]);
                }
                if (segment.starts_with("IFCARCINDEX") && along.size() == 3) along = arc(along[0], along[1], along[2]);
                for (const glm::dvec3& point : along) put1(point);
            }
        }
        Words line;
        for (const glm::dvec3& point : path) {
            Words values{real(point.x), real(point.y)};
            if (dimensions == 3) values.push_back(real(point.z));
            line.push_back(reference(add("IFCCARTESIANPOINT", {list(values)})));
        }
        if (line.size() > 2 && path.front() == path.back()) line.back() = line.front();
        put(record.id, "IFCPOLYLINE", {list(line)});
    }

    static std::vector<glm::dvec3> arc(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c) {
        const glm::dvec3 ab = b - a, ac = c - a, normal = glm::cross(ab, ac);
        const double area = glm::dot(normal, normal);
        if (!(area > 1e-12 * glm::dot(ab, ab) * glm::dot(ac, ac))) return {a, b, c};
        const glm::dvec3 middle =
            a + (glm::cross(normal, ab) * glm::dot(ac, ac) + glm::cross(ac, normal) * glm::dot(ab, ab)) / (2 * area);
        const glm::dvec3 x = a - middle, y = glm::cross(glm::normalize(normal), x);
        const double radius2 = glm::dot(x, x);
        double sweep = std::atan2(glm::dot(c - middle, y) / radius2, glm::dot(c - middle, x) / radius2);
        constexpr double kTurn = 6.283185307179586;
        if (sweep <= 0) sweep += kTurn;
        const int steps = std::max(2, 2 * static_cast<int>(std::ceil(sweep / kTurn * 24)));
        std::vector<glm::dvec3> points{a};
        for (int i = 1; i < steps; ++i) {
            const double angle = sweep * i / steps;
            points.push_back(middle + x * std::cos(angle) + y * std::sin(angle));
        }
        points.push_back(c);
        return points;
    }

    const StepFile& file_;
    Report& report_;
    std::uint64_t next_;
    bool newer_ = false;
    std::string out_;
    std::uint64_t history_ = 0, units_ = 0, place2_ = 0, place3_ = 0;
    std::set<std::uint64_t> faceSets_, bare_;
    std::map<std::uint64_t, const StepRecord*> colourMaps_;
    std::map<std::pair<std::uint64_t, std::size_t>, std::uint64_t> pieces_;
};

}  // namespace

std::vector<std::byte> rewriteIfc(const std::vector<std::byte>& file, Report& report) {
    const StepFile records{{reinterpret_cast<const char*>(file.data()), file.size()}};
    if (!records.schema().starts_with("IFC")) {
        throw Refusal("the file names the schema \"" + printable(records.schema(), 20) + "\", which is not IFC");
    }
    const std::string text = Rewriter{records, report}.write();
    const auto* const bytes = reinterpret_cast<const std::byte*>(text.data());
    return {bytes, bytes + text.size()};
}

}  // namespace twin::import
