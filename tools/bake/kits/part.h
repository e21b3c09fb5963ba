// tools/bake/kits/part.h: what all kits share: a feature's own frame, draped ground, and small furniture.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <numbers>
#include <string_view>
#include <vector>

#include "tools/bake/kit.h"

namespace twin::bake::kits {

using glm::dvec2;
using glm::dvec3;

inline constexpr double kTurn = 2 * std::numbers::pi;  ///< radians

/// Declarations of parameters, short enough to read as a table.
[[nodiscard]] KitParam number(std::string_view name, double fallback, double min, double max);
[[nodiscard]] KitParam flag(std::string_view name, bool fallback);
[[nodiscard]] KitParam choice(std::string_view name, std::string_view fallback, std::vector<std::string_view> choices);

/// Repeatable numbers from a feature's seed (splitmix64).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_{seed} {}
    [[nodiscard]] std::uint64_t next();
    [[nodiscard]] double between(double low, double high);
    [[nodiscard]] std::size_t below(std::size_t count);

private:
    std::uint64_t state_;
};

/// A feature while it is built, in its own frame: x right, y forward (the heading), z metres above `base`.
/// A point stands in its heading; lines and areas lie north up round their middle.
class Work {
public:
    Work(const KitPlacement& placement, const KitSite& site);

    [[nodiscard]] MaterialIndex material(std::string_view id) const { return site_.materials.find(id); }
    [[nodiscard]] MeshBuilder solid() { return MeshBuilder{result_.solid}; }
    [[nodiscard]] MeshBuilder ground() { return MeshBuilder{result_.ground}; }
    [[nodiscard]] MeshBuilder clear() { return MeshBuilder{result_.transparent}; }
    [[nodiscard]] KitResult& result() { return result_; }
    [[nodiscard]] Random& random() { return random_; }

    [[nodiscard]] dvec2 toTown(dvec2 local) const;
    [[nodiscard]] dvec2 toLocal(dvec2 town) const;
    [[nodiscard]] std::vector<dvec2> points() const;  ///< the placement's points in this frame
    [[nodiscard]] double groundZ(dvec2 local) const;  ///< above base
    [[nodiscard]] bool overWater(dvec2 local) const;
    [[nodiscard]] double waterZ(dvec2 local) const;  ///< above base; the ground where there is no water
    /// Height above the sea of z = 0; first the ground at the origin.
    void setBase(double heightM) { base_ = heightM; }
    [[nodiscard]] double base() const { return base_; }
    /// Stands the frame on the mean ground under a rectangle of these half sizes; answers how deep walls must reach.
    double standOver(dvec2 centre, dvec2 half);
    [[nodiscard]] double lowestZ(dvec2 centre, dvec2 half) const;
    [[nodiscard]] double highestZ(dvec2 centre, dvec2 half) const;

    void put(Mesh part, dvec3 at, double headingDeg = 0);
    void putClear(Mesh part, dvec3 at, double headingDeg = 0);
    void tree(dvec2 local, std::string_view species, double heightM = 0);
    /// A light `heightM` above what it stands on.
    void light(dvec3 at, double heightM);
    void measure(std::string_view name, double value) { result_.measures[std::string{name}] = value; }

    /// Ground surfaces that follow the terrain.
    void drape(std::span<const dvec2> ring, std::string_view material, double liftM = 0.04);
    void drapeRect(dvec2 centre, dvec2 size, std::string_view material, double liftM = 0.04, double headingDeg = 0);
    void drapeDisc(dvec2 centre, double radius, std::string_view material, double liftM = 0.04, int sides = 28);
    /// A band along a line; u runs from 0 at its left edge, v along. `offsetM` moves it to the right. Answers its length.
    double ribbon(std::span<const dvec2> line, double widthM, std::string_view material, double liftM = 0.04,
                  double offsetM = 0);
    void mark(dvec2 a, dvec2 b, std::string_view material = "marking_white", double widthM = 0.08, double liftM = 0.07);
    void markRing(dvec2 centre, double radius, double fromDeg, double toDeg,
                  std::string_view material = "marking_white", double widthM = 0.08, double liftM = 0.07);
    void markRect(dvec2 centre, dvec2 size, std::string_view material = "marking_white", double widthM = 0.08,
                  double liftM = 0.07);

    /// Moves everything into the town. Call last.
    [[nodiscard]] KitResult finish();

private:
    const KitPlacement& placement_;
    const KitSite& site_;
    KitResult result_;
    dvec2 origin_{};
    double headingDeg_ = 0;
    double sine_ = 0, cosine_ = 1;
    double base_ = 0;
    Random random_;
};

[[nodiscard]] dvec2 turn(dvec2 v, double headingDeg);  ///< clockwise
[[nodiscard]] std::vector<dvec2> rectangle(dvec2 centre, dvec2 size, double headingDeg = 0);
[[nodiscard]] std::vector<dvec2> circle(dvec2 centre, double radius, int sides);
[[nodiscard]] bool contains(std::span<const dvec2> ring, dvec2 p);
/// A point and direction along a line, `alongM` from its start.
struct OnLine {
    dvec2 at{}, direction{0, 1};
};
[[nodiscard]] double lengthOf(std::span<const dvec2> line);
[[nodiscard]] OnLine alongLine(std::span<const dvec2> line, double alongM);
[[nodiscard]] double headingOf(dvec2 direction);
/// The longest side and its middle heading of an area: where its front is.
[[nodiscard]] double areaOf(std::span<const dvec2> ring);
[[nodiscard]] dvec2 centreOf(std::span<const dvec2> ring);
/// Points on a grid of `stepM` inside a ring, at least `marginM` from its edge, row by row.
[[nodiscard]] std::vector<dvec2> gridInside(std::span<const dvec2> ring, double stepM, double marginM,
                                            double headingDeg = 0);

// Furniture: stands on the ground at `at`, or at height z where one is given; the front looks along the heading.
void lamp(Work& w, dvec2 at, double headingDeg, double heightM = 5, double armM = 0.9);
void lampOn(Work& w, dvec3 at, double heightM);
void bench(Work& w, dvec2 at, double headingDeg);
void benchOn(Work& w, dvec3 at, double headingDeg);
void bin(Work& w, dvec2 at);
void picnicTable(Work& w, dvec2 at, double headingDeg);
void board(Work& w, dvec2 at, double headingDeg, double widthM = 1.4);
void bicycleStand(Work& w, dvec2 at, double headingDeg);
void camera(Work& w, dvec2 at, double headingDeg, double heightM = 6);
void parasol(Work& w, dvec2 at, std::string_view canvas);
void deckChair(Work& w, dvec2 at, double headingDeg, std::string_view canvas);
void hedge(Work& w, dvec2 a, dvec2 b, double widthM = 0.8, double heightM = 1.0);
/// Posts and rails from a to b (heights as given), posts every `stepM`.
void railing(Work& w, dvec3 a, dvec3 b, std::string_view material, double heightM = 1.1, double stepM = 2.0);
/// Fence that follows the ground; posts and a net or boards.
void fence(Work& w, dvec2 a, dvec2 b, double heightM, bool net);
/// A post from the ground (or bed) under it to a height.
void post(Work& w, dvec2 at, double topZ, double halfM, std::string_view material, double intoGroundM = 0.6);
/// Steps down from `topZ` at `at` along the heading to the ground.
void steps(Work& w, dvec2 at, double topZ, double headingDeg, double widthM, std::string_view material);
/// A building of the house builder set into the frame at `at`, its plinth reaching the lowest ground.
void house(Work& w, dvec2 at, double headingDeg, HouseShape shape);
/// Car as a simple body, wheels and windows.
void car(Work& w, dvec2 at, double headingDeg, std::string_view paint);

/// Roof slab between corners given counter-clockwise from above, with thickness.
void slab(Mesh& mesh, std::span<const dvec3> top, double thicknessM, MaterialIndex material);
/// Four-sided roof over a rectangle centred at `base`; its eaves are level.
void pyramid(Mesh& mesh, dvec3 base, dvec2 half, double height, MaterialIndex material);
/// Low wall along a ring (facades with bays) from z0 to z1.
void wallsRound(Mesh& mesh, std::span<const dvec2> ring, double z0, double z1, double storeyM, double bayM,
                MaterialIndex material);

}  // namespace twin::bake::kits
