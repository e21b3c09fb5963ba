#include "scene/base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace twin {

std::uint64_t hash64(std::span<const std::byte> bytes, std::uint64_t seed) noexcept {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::uint64_t hash64(std::string_view text, std::uint64_t seed) noexcept {
    return hash64(std::as_bytes(std::span{text.data(), text.size()}), seed);
}

}  // namespace twin
