#include "tests/fuzz/fuzz_city.h"

#include <cstring>
#include <vector>

#include "scene/city/ground.h"
#include "scene/session/session.h"
#include "tests/scene/tiny_city.h"

namespace twin::test {

namespace {

volatile std::size_t sink = 0;  // keeps the reads

/// Looks at everything a City promises can be looked at without checking twice.
void use(const city::City& town) {
    std::size_t sum = 0;
    const auto text = [&](city::StringRef ref) { sum += town.text(ref).size(); };
    for (const city::Element& e : town.elements()) text(e.idText), text(e.name), text(e.kind), text(e.source);
    for (const city::Species& s : town.species())
        text(s.id), text(s.polish), text(s.latin), text(s.english), text(s.ukrainian);
    for (const city::Label& l : town.labels()) text(l.name);
    for (const city::Path& p : town.paths()) {
        for (const city::PathPoint& at : town.pathPoints().subspan(p.firstPoint, p.pointCount))
            sum += at.x > at.y ? 1U : 0U;
    }
    for (std::size_t i = 0; i < town.blocks().size(); ++i) {
        const Result<city::BlockView> block = town.block(i);
        if (!block) continue;
        for (const city::Draw& d : block->draws) {
            for (const std::uint32_t index : town.indices().subspan(d.firstIndex, d.indexCount)) {
                const city::Vertex& v = town.vertices()[static_cast<std::size_t>(d.vertexOffset) + index];
                sum += static_cast<std::size_t>(town.materials()[v.material].kind);
            }
        }
        for (const city::Tree& t : block->trees)
            sum += town.elements()[t.element].year + town.species()[t.species].evergreen;
    }
    for (const city::Lamp& lamp : town.lamps()) sum += town.elements()[lamp.element].year;
    for (const double at : {-1e9, -1000.0, 0.0, 123.4, 1e9}) {
        sum += city::groundHeightM(town.heightGrid(), town.heightsCm(), at, -at) > 0 ? 1U : 0U;
    }
    Result<strategy::Strategy> strategy = strategy::Strategy::parse(town.strategyJson(), town.elements().size());
    if (strategy) {
        const auto session = session::Session::create(town, std::move(*strategy), town.viewsJson());
        if (session) {
            (void)(*session)->post(R"({"do":"plan.set","plan":true})");
            for (const strategy::Task& task : (*session)->strategy().tasks) {
                (void)(*session)->post(R"({"do":"select.task","task":")" + task.id + "\"}");
            }
            sum += (*session)->timeline().takeChanges().size() + (*session)->hash() % 2;
        }
    }
    sink = sink + sum;
}

/// A copy whose checksums are right, as far as it has a table at all.
std::vector<std::byte> resealed(std::span<const std::byte> bytes) {
    std::vector<std::byte> copy{bytes.begin(), bytes.end()};
    city::PackHeader header;
    if (copy.size() < sizeof header) return copy;
    std::memcpy(&header, copy.data(), sizeof header);
    header.magic = city::kMagic;
    header.version = city::kVersion;
    header.fileBytes = copy.size();
    header.sectionCount = std::min<std::uint32_t>(
        header.sectionCount, static_cast<std::uint32_t>((copy.size() - sizeof header) / sizeof(city::PackSection)));
    std::memcpy(copy.data(), &header, sizeof header);
    reseal(copy);
    return copy;
}

}  // namespace

bool fuzzCity(std::span<const std::byte> bytes) {
    const std::vector<std::byte> aligned{bytes.begin(),
                                         bytes.end()};  // a mapping is aligned, a fuzzer's bytes need not be
    const Result<city::City> town = city::City::view(aligned, "fuzz.city");
    if (town) use(*town);
    const std::vector<std::byte> sealed = resealed(bytes);
    if (const Result<city::City> again = city::City::view(sealed, "fuzz.city")) use(*again);
    return town && town->checkAll();
}

}  // namespace twin::test

#ifdef TWIN_FUZZER
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)twin::test::fuzzCity(std::as_bytes(std::span{data, size}));
    return 0;
}
#endif
