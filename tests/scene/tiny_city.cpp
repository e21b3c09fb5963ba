#include "tests/scene/tiny_city.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "scene/base/hash.h"
#include "scene/city/blocks.h"

namespace twin::test {

using namespace city;

Day day(const std::string& text) {
    const Result<Day> parsed = parseDate(text, MonthEdge::First);
    if (!parsed) throw std::invalid_argument{parsed.error().what};
    return *parsed;
}

namespace {

/// A task as the bake writes it; `elements` is a JSON list.
std::string taskJson(const std::string& id, const std::string& undertaking, const std::string& goal, Day start, Day end,
                     const std::string& place, const std::string& elements) {
    return R"({"id":")" + id + R"(","undertaking":")" + undertaking + R"(","goal":")" + goal + R"(","name":"task.)" +
           id + R"(.name","summary":"s","programme":"p","status":"plan","startDay":)" + std::to_string(start) +
           R"(,"endDay":)" + std::to_string(end) +
           R"(,"dateBasis":"assumed","money":{"total":1000,"eu":800,"currency":"PLN","basis":"documented"},)" +
           R"("moneyNote":null,"place":{"kind":")" + place +
           R"(","at":[22.2,50.9]},"figures":["f"],"sources":["a book"],)" + R"("basis":"derived","elements":)" +
           elements + "}";
}

std::string phaseJson(const std::string& id, const std::string& from, const std::string& to) {
    return R"({"id":")" + id + R"(","text":"phase.)" + id + R"(","fromDay":)" + std::to_string(day(from)) +
           R"(,"toDay":)" + std::to_string(day(to)) + "}";
}

std::string strategyJson() {
    return R"({"phases":[)" + phaseJson("state-2024", "2024-06-01", "2024-06-30") + "," +
           phaseJson("stage-1", "2024-07-01", "2026-12-31") + "," + phaseJson("stage-2", "2027-01-01", "2028-12-31") +
           "," + phaseJson("stage-3", "2029-01-01", "2030-12-31") +
           R"(],"goals":[{"id":"I","name":"goal.i","objectives":[{"id":"I.1","name":"o"}]},)" +
           R"({"id":"II","name":"goal.ii","objectives":[{"id":"II.1","name":"o"},{"id":"II.2","name":"o"}]}],)" +
           R"("undertakings":[{"id":"I-A","goal":"I","objectives":["I.1"],"name":"u","summary":"s","programme":"p","money":null},)" +
           R"({"id":"II-A","goal":"II","objectives":["II.1","II.2"],"name":"u","summary":"s","programme":"p"}],"tasks":[)" +
           taskJson("iv-pier", "II-A", "II", day("2025-07-01"), day("2026-12-31"), "thing", "[2,3]") + "," +
           taskJson("ii-centre", "II-A", "II", day("2027-02-01"), day("2028-12-31"), "area", "[4]") + "," +
           taskJson("iv-trees", "II-A", "II", day("2029-03-01"), day("2029-04-30"), "thing", "[5]") + "," +
           taskJson("i-care", "I-A", "I", day("2027-01-01"), day("2028-06-30"), "service", "[]") + R"(],"figures":[]})";
}

}  // namespace

TinyCity::TinyCity() {
    meta = R"({"name":"Kraśnik","id":"tiny","origin":{"northing":5643861,"easting":7585795},)"
           R"("extent":{"west":-1000,"east":1000,"south":-1000,"north":1000},"seed":1,"dataYear":2024})";
    strategy = strategyJson();
    views = R"({"views":[{"id":"rynek","name":"view.rynek","eye":[10,20,230],"look":[0,0,205],"fov":50},)"
            R"({"id":"town","name":"view.town","eye":[0,-900,600],"look":[0,0,200],"fov":45}]})";

    addElement("ground", kAlways, kAlways, kNever, kNever, -1, Layer::Terrain);
    addElement("house-old", kAlways, kAlways, kNever, kNever, -1, Layer::Buildings);
    addElement("shed", kAlways, day("2020-05-01"), day("2026-03-01"), day("2026-06-01"), kTaskPier, Layer::Buildings);
    addElement("pier", day("2025-07-01"), day("2026-12-31"), kNever, kNever, kTaskPier, Layer::Investments);
    addElement("centre", day("2027-02-01"), day("2028-12-31"), kNever, kNever, kTaskCentre, Layer::Investments);
    addElement("trees", day("2029-03-01"), day("2029-04-30"), kNever, kNever, kTaskTrees, Layer::Trees);

    materials.resize(1);
    tiles.push_back({-1000, -1000, 190, 220, 0, static_cast<std::uint32_t>(draws.size()), 0, 1});
    species.push_back({text("lime"),
                       text("lipa"),
                       text("Tilia"),
                       text("lime"),
                       text("липа"),
                       {},
                       TreeForm::Broad,
                       {},
                       25,
                       12,
                       0.2F,
                       0,
                       0});
    trees.push_back({{400, 400, 203}, 3, 1, kTrees, 0, 0, 0.4F});
    labels.push_back({{0, 0, 210}, LabelKind::Landmark, text("Rynek"), kHouseOld, 0});
    heightGrid = {-1000, -1000, 500, 200, 5, 5};
    coverGrid = {-1000, -1000, 500, 0, 5, 5};
    for (std::uint16_t row = 0; row < 5; ++row) {
        for (std::uint16_t column = 0; column < 5; ++column)
            heights.push_back(static_cast<std::uint16_t>(100 * column));
    }
    cover.assign(25, static_cast<std::uint8_t>(CoverClass::Meadow));
}

StringRef TinyCity::text(const std::string& words) {
    const StringRef ref{static_cast<std::uint32_t>(strings.size()), static_cast<std::uint32_t>(words.size())};
    strings += words;
    return ref;
}

void TinyCity::addElement(const std::string& id, Day work, Day stands, Day demolish, Day gone, std::int32_t task,
                          Layer layer) {
    const auto index = static_cast<std::uint32_t>(elements.size());
    const float x = 100.0F * static_cast<float>(index);
    Element element;
    element.id = hash64(id);
    element.idText = text(id);
    element.name = text("element." + id);
    element.kind = text("house");
    element.source = text("test");
    element.workFrom = work;
    element.standsFrom = stands;
    element.demolishFrom = demolish;
    element.goneFrom = gone;
    element.task = task;
    element.year = 2024;
    element.layer = layer;
    element.boxMin = {x, 0, 200};
    element.boxMax = {x + 20, 30, 210};
    elements.push_back(element);

    draws.push_back({{x, 0, 205},
                     20,
                     static_cast<std::uint32_t>(indices.size()),
                     3,
                     static_cast<std::int32_t>(vertices.size()),
                     index,
                     0,
                     0,
                     0,
                     1e9F});
    for (std::uint16_t corner = 0; corner < 3; ++corner) {
        Vertex vertex;
        vertex.xq = static_cast<std::uint16_t>(100 * corner);
        vertices.push_back(vertex);
        indices.push_back(corner);
    }
}

std::vector<std::byte> TinyCity::bytes(SectionId leftOut) const {
    const auto gridBytes = [](const GridHeader& header, const auto& cells) {
        std::vector<std::byte> all(sizeof header + cells.size() * sizeof cells[0]);
        std::memcpy(all.data(), &header, sizeof header);
        if (!cells.empty()) std::memcpy(all.data() + sizeof header, cells.data(), all.size() - sizeof header);
        return all;
    };
    PackWriter pack;
    const auto add = [&](SectionId id, const auto& table) {
        if (id != leftOut) pack.add(id, std::span{table});
    };
    const auto addText = [&](SectionId id, const std::string& words) {
        if (id != leftOut) pack.addText(id, words);
    };
    addText(SectionId::Meta, meta);
    addText(SectionId::Strings, strings);
    add(SectionId::Elements, elements);
    add(SectionId::Materials, materials);
    add(SectionId::Tiles, tiles);
    add(SectionId::Blocks, makeBlocks({tiles, draws, vertices, indices, trees, species}));
    add(SectionId::Draws, draws);
    add(SectionId::Vertices, vertices);
    add(SectionId::Indices, indices);
    add(SectionId::Trees, trees);
    add(SectionId::Species, species);
    if (leftOut != SectionId::Heights) pack.addBytes(SectionId::Heights, gridBytes(heightGrid, heights), 1);
    if (leftOut != SectionId::Cover) pack.addBytes(SectionId::Cover, gridBytes(coverGrid, cover), 1);
    addText(SectionId::Strategy, strategy);
    addText(SectionId::Views, views);
    add(SectionId::Labels, labels);
    if (!paths.empty()) add(SectionId::Paths, paths);
    if (!pathPoints.empty()) add(SectionId::PathPoints, pathPoints);
    if (!lamps.empty()) add(SectionId::Lamps, lamps);
    if (!members.empty()) add(SectionId::Members, members);
    addText(SectionId::Audit, "{}");
    return pack.finish();
}

PackSection& sectionOf(std::vector<std::byte>& pack, SectionId id) {
    PackHeader header;
    std::memcpy(&header, pack.data(), sizeof header);
    auto* table = reinterpret_cast<PackSection*>(pack.data() + sizeof header);
    for (std::uint32_t i = 0; i < header.sectionCount; ++i) {
        if (table[i].id == id) return table[i];
    }
    throw std::out_of_range{"no such section"};
}

namespace {

/// The checksums in the rows of BLCK, as far as the table says where they and what they cover lie.
void resealBlocks(std::vector<std::byte>& pack, std::span<const PackSection> table) {
    const auto bytesOfSection = [&](SectionId id) {
        const auto found = std::find_if(table.begin(), table.end(), [=](const PackSection& s) { return s.id == id; });
        const bool inside =
            found != table.end() && found->offset <= pack.size() && found->bytes <= pack.size() - found->offset;
        return inside ? std::span{pack}.subspan(found->offset, found->bytes) : std::span<std::byte>{};
    };
    const BlockBytes tables{bytesOfSection(SectionId::Draws), bytesOfSection(SectionId::Vertices),
                            bytesOfSection(SectionId::Indices), bytesOfSection(SectionId::Trees)};
    std::span<std::byte> rows = bytesOfSection(SectionId::Blocks);
    for (; rows.size() >= sizeof(Block); rows = rows.subspan(sizeof(Block))) {
        Block block;
        std::memcpy(&block, rows.data(), sizeof block);
        block.checksums = checksumsOf(bytesOf(block, tables));
        std::memcpy(rows.data(), &block, sizeof block);
    }
}

}  // namespace

void reseal(std::vector<std::byte>& pack) {
    PackHeader header;
    std::memcpy(&header, pack.data(), sizeof header);
    const std::span<PackSection> table{reinterpret_cast<PackSection*>(pack.data() + sizeof header),
                                       header.sectionCount};
    const std::span<const std::byte> all{pack};
    resealBlocks(pack, table);
    for (PackSection& section : table) {
        if (section.offset <= all.size() && section.bytes <= all.size() - section.offset) {
            section.checksum = hash64(all.subspan(section.offset, section.bytes));
        }
    }
    header.contentHash = hash64(std::as_bytes(table));
    std::memcpy(pack.data(), &header, sizeof header);
}

Town::Town(const TinyCity& source) : bytes_{source.bytes()} {
    Result<City> city = City::view(bytes_, "tiny.city");
    if (!city) throw std::runtime_error{city.error().what};
    city_ = std::make_unique<City>(std::move(*city));
}

strategy::Strategy Town::strategy() const {
    Result<strategy::Strategy> parsed = strategy::Strategy::parse(city_->strategyJson(), city_->elements().size());
    if (!parsed) throw std::runtime_error{parsed.error().what};
    return std::move(*parsed);
}

std::unique_ptr<session::Session> Town::session() const {
    Result<std::unique_ptr<session::Session>> made = session::Session::create(*city_, strategy(), city_->viewsJson());
    if (!made) throw std::runtime_error{made.error().what};
    return std::move(*made);
}

}  // namespace twin::test
