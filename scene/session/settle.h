// scene/session/settle.h: when a picture at rest has become the mean of enough. Pure; whoever draws passes the time in.
#pragma once

#include <cstdint>

namespace twin::session {

/// Edges, shadows and reflections have no more visible steps.
inline constexpr std::uint32_t kMostSettlePictures = 64;
/// As few as still pass for film. Beside the mean of 256 (480x270, desktop level; mosir, marina, rynek) the mean of 32 has a
/// similarity of 0.9990 to 0.9997, and all but a thousandth of its pixels within 8 of 255; that of 64 within 5, of 16 within 15.
inline constexpr std::uint32_t kLeastSettlePictures = 32;
/// A person waits for a still, on a graphics card, less than three seconds; what is being drawn then ends as well.
inline constexpr double kSettleSeconds = 2.8;

/// @param pictures  in the mean
/// @param seconds   since the view came to rest
[[nodiscard]] constexpr bool settledEnough(std::uint32_t pictures, double seconds,
                                           std::uint32_t most = kMostSettlePictures) noexcept {
    return pictures >= most || (pictures >= kLeastSettlePictures && seconds >= kSettleSeconds);
}

}  // namespace twin::session
