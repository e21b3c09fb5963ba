// scene/city/pack.h: writing a `.city` file. Same sections in the same order give the same bytes.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scene/base/result.h"
#include "scene/city/format.h"

namespace twin::city {

class PackWriter {
public:
    /// Copies the bytes. Each id once; a second time is a programming error (assert).
    void addBytes(SectionId id, std::span<const std::byte> bytes, std::uint32_t elementBytes);
    void addText(SectionId id, std::string_view text);
    template <class T>
    void add(SectionId id, std::span<const T> entries) {
        addBytes(id, std::as_bytes(entries), sizeof(T));
    }
    /// Header, table and sections, ready for writeFileAtomically.
    [[nodiscard]] std::vector<std::byte> finish() const;

private:
    struct Entry {
        SectionId id;
        std::uint32_t elementBytes;
        std::vector<std::byte> bytes;
    };
    std::vector<Entry> entries_;
};

/// "VERT" from its id.
[[nodiscard]] std::string sectionName(SectionId id);

}  // namespace twin::city
