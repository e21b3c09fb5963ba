#include "scene/city/pack.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "scene/base/hash.h"

namespace twin::city {

namespace {

std::uint64_t aligned(std::uint64_t offset) {
    return (offset + kSectionAlignment - 1) / kSectionAlignment * kSectionAlignment;
}

}  // namespace

std::string sectionName(SectionId id) {
    std::string name(4, '?');
    for (std::size_t i = 0; i < 4; ++i) {
        const auto letter = static_cast<unsigned char>(static_cast<std::uint32_t>(id) >> (8 * i) & 0xFFU);
        if (letter >= 'A' && letter <= 'Z') name[i] = static_cast<char>(letter);
    }
    return name;
}

void PackWriter::addBytes(SectionId id, std::span<const std::byte> bytes, std::uint32_t elementBytes) {
    assert(std::none_of(entries_.begin(), entries_.end(), [id](const Entry& entry) { return entry.id == id; }));
    entries_.push_back({id, elementBytes, {bytes.begin(), bytes.end()}});
}

void PackWriter::addText(SectionId id, std::string_view text) {
    addBytes(id, std::as_bytes(std::span{text.data(), text.size()}), 1);
}

std::vector<std::byte> PackWriter::finish() const {
    std::vector<PackSection> table;
    std::uint64_t offset = aligned(sizeof(PackHeader) + sizeof(PackSection) * entries_.size());
    for (const Entry& entry : entries_) {
        table.push_back({entry.id, entry.elementBytes, offset, entry.bytes.size(), hash64(entry.bytes)});
        offset = aligned(offset + entry.bytes.size());
    }
    const PackHeader header{kMagic, kVersion, static_cast<std::uint32_t>(entries_.size()), offset,
                            hash64(std::as_bytes(std::span{table}))};
    std::vector<std::byte> file(offset);
    std::memcpy(file.data(), &header, sizeof header);
    if (!table.empty()) std::memcpy(file.data() + sizeof header, table.data(), sizeof(PackSection) * table.size());
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (entries_[i].bytes.empty()) continue;
        std::memcpy(file.data() + table[i].offset, entries_[i].bytes.data(), entries_[i].bytes.size());
    }
    return file;
}

}  // namespace twin::city
