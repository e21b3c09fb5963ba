// tests/scene/tiny_city.h: a whole `.city` made in memory, small enough to hold in the head.
//
//   element     task        stands               goes
//   ground      -           always               -
//   house-old   -           always               -
//   shed        iv-pier     2020-05-01           2026-03-01 to 2026-06-01
//   pier        iv-pier     2025-07-01 to 2026-12-31 (stage-1)
//   centre      ii-centre   2027-02-01 to 2028-12-31 (stage-2)
//   trees       iv-trees    2029-03-01 to 2029-04-30 (stage-3)
//   (nothing)   i-care      a service, stage-2
//
// The ground rises 1 m for every 500 m to the east, from 200 m at x = -1000.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "scene/city/city.h"
#include "scene/city/pack.h"
#include "scene/session/session.h"
#include "scene/strategy/strategy.h"

namespace twin::test {

/// 2026-03-01 as a Day; a wrong spelling throws.
[[nodiscard]] Day day(const std::string& text);

/// Elements of the tiny town, by index.
enum : std::uint32_t { kGround, kHouseOld, kShed, kPier, kCentre, kTrees, kElementCount };
/// Its tasks.
enum : std::uint32_t { kTaskPier, kTaskCentre, kTaskTrees, kTaskCare };

/// Everything the file is made of; change it, then bytes().
struct TinyCity {
    TinyCity();

    std::string meta, strategy, views;
    std::string strings;
    std::vector<city::Element> elements;
    std::vector<city::Material> materials;
    std::vector<city::Tile> tiles;
    std::vector<city::Draw> draws;
    std::vector<city::Vertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<city::Tree> trees;
    std::vector<city::Species> species;
    std::vector<city::Label> labels;
    std::vector<city::Path> paths;  ///< none: the sections are left out
    std::vector<city::PathPoint> pathPoints;
    std::vector<city::Lamp> lamps;  ///< none: the section is left out
    std::vector<city::Member> members;
    city::GridHeader heightGrid, coverGrid;
    std::vector<std::uint16_t> heights;
    std::vector<std::uint8_t> cover;

    city::StringRef text(const std::string& words);
    void addElement(const std::string& id, Day work, Day stands, Day demolish, Day gone, std::int32_t task,
                    city::Layer layer);
    /// The pack; without the section `leftOut`, when given.
    [[nodiscard]] std::vector<std::byte> bytes(city::SectionId leftOut = city::SectionId{}) const;
};

/// The section's entry in a pack made by TinyCity.
[[nodiscard]] city::PackSection& sectionOf(std::vector<std::byte>& pack, city::SectionId id);
/// Makes all checksums right again after a change: what is then found is found by its meaning.
void reseal(std::vector<std::byte>& pack);

/// A tiny town that is open: its bytes, the view, and sessions in it.
class Town {
public:
    explicit Town(const TinyCity& source = TinyCity{});
    [[nodiscard]] const city::City& city() const { return *city_; }
    [[nodiscard]] strategy::Strategy strategy() const;
    /// A new session at Stan 2024.
    [[nodiscard]] std::unique_ptr<session::Session> session() const;

private:
    std::vector<std::byte> bytes_;
    std::unique_ptr<city::City> city_;
};

/// What an error says, "" when all is well.
template <class T>
[[nodiscard]] std::string errorOf(const Result<T>& result) {
    return result ? std::string{} : result.error().what;
}

}  // namespace twin::test
