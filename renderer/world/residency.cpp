#include "renderer/world/residency.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "renderer/gpu/error.h"
#include "renderer/world/cull_groups.h"
#include "scene/city/blocks.h"

namespace twin::render {

namespace {

/// Read from the file before its pages are given back: small beside everything else, large beside a block.
constexpr std::uint64_t kReadAtOnce = 8U << 20U;
/// What the system makes resident round a block besides: up to 2 MiB for each of its parts (Linux 6.18, from large folios),
/// of which the blocks that follow in the file take their share.
constexpr std::uint64_t kReadAround = 2U << 20U;

void add(TownRoom& sum, const TownRoom& more) noexcept {
    sum.vertices += more.vertices;
    sum.indices += more.indices;
    sum.draws += more.draws;
    sum.trees += more.trees;
    sum.drawGroups += more.drawGroups;
    sum.treeGroups += more.treeGroups;
}

void take(TownRoom& sum, const TownRoom& less) noexcept {
    sum.vertices -= less.vertices;
    sum.indices -= less.indices;
    sum.draws -= less.draws;
    sum.trees -= less.trees;
    sum.drawGroups -= less.drawGroups;
    sum.treeGroups -= less.treeGroups;
}

bool fits(const TownRoom& what, const TownRoom& into) noexcept {
    return what.vertices <= into.vertices && what.indices <= into.indices && what.draws <= into.draws &&
           what.trees <= into.trees && what.drawGroups <= into.drawGroups && what.treeGroups <= into.treeGroups;
}

/// Room for `need`, and for half as much again as far as the budget goes; never less than before.
TownRoom grown(const TownRoom& before, const TownRoom& need, std::uint64_t budget) noexcept {
    const double share = static_cast<double>(budget) / static_cast<double>(std::max<std::uint64_t>(bytesOf(need), 1));
    const double factor = std::clamp(share, 1.0, 1.5);
    const auto more = [factor](std::uint32_t had, std::uint32_t rows) {
        return std::max(had, static_cast<std::uint32_t>(std::min(factor * rows, 4e9)));
    };
    return {more(before.vertices, need.vertices),     more(before.indices, need.indices),
            more(before.draws, need.draws),           more(before.trees, need.trees),
            more(before.drawGroups, need.drawGroups), more(before.treeGroups, need.treeGroups)};
}

std::uint32_t groupsOf(std::uint32_t rows) noexcept { return (rows + shared::kGroupSize - 1) / shared::kGroupSize; }

}  // namespace

TownRoom rowsOf(const city::Block& block) noexcept {
    // Trees of a block stand by form, and a form may end in a group that is not full.
    const std::uint32_t treeGroups = std::min(block.treeCount, groupsOf(block.treeCount) + shared::kTreeForms);
    return {block.vertexCount, block.indexCount,          block.drawCount,
            block.treeCount,   groupsOf(block.drawCount), treeGroups};
}

std::uint64_t bytesOf(const TownRoom& room) noexcept {
    constexpr std::uint64_t kWord = sizeof(std::uint32_t);
    constexpr std::uint64_t kDraw = sizeof(shared::DrawRow) + 2 * kWord +
                                    shared::kDrawLists * sizeof(shared::DrawCommand) + sizeof(shared::DrawnRow);
    constexpr std::uint64_t kTree =
        sizeof(shared::TreeRow) + kWord + shared::kTreeLists * kWord + sizeof(shared::TreeInstance);
    constexpr std::uint64_t kGroup = gpu::kFramesInFlight * sizeof(shared::CullGroup);
    return room.vertices * sizeof(city::Vertex) + room.indices * kWord + room.draws * kDraw + room.trees * kTree +
           room.drawGroups * (kGroup + (shared::kDrawLists + 1) * kWord) +
           room.treeGroups * (kGroup + (shared::kTreeLists + 1) * kWord);
}

Residency::Residency(const city::City& city, BlockIndex index, CityTables& tables, gpu::Device& device,
                     gpu::Uploader& uploader, std::uint64_t budgetBytes)
    : city_{city},
      tables_{tables},
      device_{device},
      uploader_{uploader},
      index_{std::move(index)},
      budget_{budgetBytes},
      neededIn_(city.blocks().size()),
      here_(city.blocks().size()) {
    city_.forget(std::as_bytes(city_.blocks()));
}

Residency::Views Residency::viewsOf(const shared::FrameData& frame) noexcept {
    Views views;
    views.eye = frame.eye;
    views.eyeLow = frame.eyeLow;
    views.flags = frame.flags & (shared::kFrameFullDetail | shared::kFrameCulling);
    views.cascades = frame.cascades;
    std::copy_n(frame.planes, std::size_t{6} * (frame.cascades + 1), views.planes.begin());
    return views;
}

Residency::Told Residency::told() const noexcept {
    return {
        bytesOf(used_), budget_, static_cast<std::uint32_t>(places_.size()), static_cast<std::uint32_t>(here_.size()),
        brought_,       dropped_};
}

std::optional<Residency::Here> Residency::find(std::uint32_t draw) const noexcept {
    const auto block = city::blockOfDraw(city_.blocks(), draw);
    if (!block || here_[*block] == 0) return std::nullopt;
    const auto place = std::lower_bound(places_.begin(), places_.end(), *block,
                                        [](const Place& a, std::size_t number) { return a.block < number; });
    if (place == places_.end() || place->block != *block) return std::nullopt;
    const city::Block& row = city_.blocks()[*block];
    const city::Draw& there = city_.draws()[draw];
    return Here{draw - row.firstDraw + place->at.draws.first,
                there.firstIndex - row.firstIndex + place->at.indices.first,
                there.vertexOffset + static_cast<std::int32_t>(place->at.vertices.first) -
                    static_cast<std::int32_t>(row.firstVertex)};
}

void Residency::bring(const shared::FrameData& frame, const Moment& moment) {
    const Views views = viewsOf(frame);
    const bool same = views.eye == views_.eye && views.eyeLow == views_.eyeLow && views.flags == views_.flags &&
                      views.cascades == views_.cascades && views.planes == views_.planes;
    if (!same) {
        ++round_;
        missing_.clear();
        index_.eachSeen(frame, [this](std::uint32_t block) {
            neededIn_[block] = round_;
            if (here_[block] == 0) missing_.push_back(block);
        });
        if (!missing_.empty()) bringMissing(moment);
        views_ = views;
    }
    tellCulling(moment.slot);
}

void Residency::bringMissing(const Moment& moment) {
    std::sort(missing_.begin(), missing_.end());  // as they lie in the file
    ++version_;
    release(moment.finished);
    TownRoom rows;
    for (const std::uint32_t block : missing_) add(rows, rowsOf(city_.blocks()[block]));
    drop(bytesOf(rows), moment.frame - 1);
    for (std::size_t i = 0; i < missing_.size(); ++i) {
        if (put(missing_[i])) continue;
        if (!retired_.empty()) {
            device_.waitIdle();
            release(moment.frame);
            if (put(missing_[i])) continue;
        }
        repack(std::span(missing_).subspan(i));
        if (!put(missing_[i])) throw gpu::GpuError(Errc::Internal, "the town's tables have no room after all");
    }
    brought_ += missing_.size();
    city_.forgetBlocks();
    read_ = 0;
}

/// Least recently needed first, so that so much more can come without exceeding the budget; with an eighth to spare, so
/// that what comes next finds gaps.
void Residency::drop(std::uint64_t wantedBytes, std::uint64_t lastFrame) {
    if (bytesOf(used_) + wantedBytes <= budget_) return;
    std::sort(places_.begin(), places_.end(), [this](const Place& a, const Place& b) {
        return std::pair{neededIn_[a.block], a.block} > std::pair{neededIn_[b.block], b.block};
    });
    const std::uint64_t most = budget_ - budget_ / 8;
    while (!places_.empty() && neededIn_[places_.back().block] != round_ && bytesOf(used_) + wantedBytes > most) {
        const Place& place = places_.back();
        retired_.push_back({place.at, lastFrame});
        here_[place.block] = 0;
        take(used_, rowsOf(city_.blocks()[place.block]));
        ++dropped_;
        places_.pop_back();
    }
}

/// False when there is no room.
bool Residency::put(std::uint32_t block) {
    const city::Block& row = city_.blocks()[block];
    TownRoom with = used_;
    add(with, rowsOf(row));
    // The table of groups is written anew in one, without ranges; small blocks fill it before the others are full.
    if (with.drawGroups > tables_.room.drawGroups || with.treeGroups > tables_.room.treeGroups) return false;
    const auto vertices = vertices_.take(row.vertexCount);
    const auto indices = indices_.take(row.indexCount);
    const auto draws = draws_.take(row.drawCount);
    const auto trees = trees_.take(row.treeCount);
    const Ranges at{vertices.value_or(Range{}), indices.value_or(Range{}), draws.value_or(Range{}),
                    trees.value_or(Range{})};
    if (!vertices || !indices || !draws || !trees) {
        giveBack(at);
        return false;
    }
    const Result<city::BlockView> view = city_.block(block);
    if (!view) {
        giveBack(at);
        throw gpu::GpuError(view.error().code, view.error().what);
    }
    moved_.assign(view->draws.begin(), view->draws.end());
    for (city::Draw& draw : moved_) {
        draw.firstIndex += at.indices.first - row.firstIndex;
        draw.vertexOffset += static_cast<std::int32_t>(at.vertices.first) - static_cast<std::int32_t>(row.firstVertex);
    }
    const auto upload = [this](const gpu::Buffer& table, auto rows, const Range& range) {
        uploader_.buffer(table, std::as_bytes(rows), VkDeviceSize{range.first} * sizeof rows[0]);
    };
    upload(tables_.vertices, view->vertices, at.vertices);
    upload(tables_.indices, view->indices, at.indices);
    upload(tables_.draws, std::span<const city::Draw>(moved_), at.draws);
    upload(tables_.trees, view->trees, at.trees);
    places_.push_back({block, at, groupDraws(moved_, at.draws.first),
                       groupTrees(view->trees, city_.species(), at.trees.first, row.firstTree)});
    here_[block] = 1;
    used_ = with;
    readSoFar(view->vertices.size_bytes() + view->indices.size_bytes() + kReadAround);
    return true;
}

/// The system reads a file ahead and around what is asked for; what has gone to the device is not needed here any more.
void Residency::readSoFar(std::uint64_t bytes) {
    read_ += bytes;
    if (read_ < kReadAtOnce) return;
    city_.forgetBlocks();
    read_ = 0;
}

/// Everything that is there anew, side by side, in tables with room for what is coming too.
void Residency::repack(std::span<const std::uint32_t> coming) {
    device_.waitIdle();
    retired_.clear();
    TownRoom need;
    for (const Place& place : places_) add(need, rowsOf(city_.blocks()[place.block]));
    for (const std::uint32_t block : coming) add(need, rowsOf(city_.blocks()[block]));
    const std::vector<Place> before = std::move(places_);
    places_.clear();
    for (const Place& place : before) here_[place.block] = 0;
    used_ = {};
    toldVersion_ = {};
    if (!fits(need, tables_.room)) {
        vertices_ = indices_ = draws_ = trees_ = RangePool{};
        const TownRoom had = tables_.room;
        try {
            tables_.makeRoom(grown(had, need, budget_));
        } catch (const gpu::GpuError& error) {
            if (error.code() != Errc::OutOfMemory) throw;
            tables_.makeRoom(need);  // with nothing to spare
        }
    }
    vertices_ = RangePool(tables_.room.vertices);
    indices_ = RangePool(tables_.room.indices);
    draws_ = RangePool(tables_.room.draws);
    trees_ = RangePool(tables_.room.trees);
    for (const Place& place : before) (void)put(place.block);  // there is room for all
}

void Residency::release(std::uint64_t finished) {
    std::erase_if(retired_, [&](const Retired& retired) {
        if (retired.frame > finished) return false;
        giveBack(retired.at);
        return true;
    });
}

void Residency::giveBack(const Ranges& at) {
    vertices_.give(at.vertices);
    indices_.give(at.indices);
    draws_.give(at.draws);
    trees_.give(at.trees);
}

/// In the order of the file, whatever came when: the same views give the same lists, and so the same picture.
void Residency::tellCulling(std::uint32_t slot) {
    if (toldVersion_[slot] == version_) return;
    std::sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) { return a.block < b.block; });
    tables_.drawCount = tables_.treeCount = 0;
    table_.clear();
    for (const Place& place : places_) {
        tables_.drawCount += place.at.draws.count;
        table_.insert(table_.end(), place.drawGroups.begin(), place.drawGroups.end());
    }
    tables_.drawGroups = static_cast<std::uint32_t>(table_.size());
    uploader_.buffer(tables_.drawGroupTable[slot], std::as_bytes(std::span(table_)));
    table_.clear();
    std::array<std::uint32_t, 2 * shared::kTreeForms + 1> forms{};
    for (std::uint32_t form = 0; form < shared::kTreeForms; ++form) {
        forms[form] = static_cast<std::uint32_t>(table_.size());
        forms[shared::kTreeForms + 1 + form] = tables_.treeCount;
        for (const Place& place : places_) {
            for (const shared::CullGroup& group : place.treeGroups) {
                if (group.form != form) continue;
                table_.push_back(group);
                tables_.treeCount += group.count;
            }
        }
    }
    forms[shared::kTreeForms] = tables_.treeGroups = static_cast<std::uint32_t>(table_.size());
    uploader_.buffer(tables_.treeGroupTable[slot], std::as_bytes(std::span(table_)));
    uploader_.buffer(tables_.treeForms[slot], std::as_bytes(std::span(forms)));
    toldVersion_[slot] = version_;
}

}  // namespace twin::render
