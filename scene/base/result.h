// scene/base/result.h: a value or an error. C++20 has no std::expected; we carry this much of it.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace twin {

/// What kind of failure; the program's exit code follows from it (exitCodeOf).
enum class Errc { BadArgument, NotFound, BadData, Unsupported, OutOfMemory, DeviceLost, NoDevice, Internal };

/// One failure, made once at the bottom and passed up whole.
/// `what` says what is wrong, where (file, offset, feature, field) and what to do about it.
struct Error {
    Errc code = Errc::Internal;
    std::string what;
};

/// Exit code of the programs: 1 our fault, 2 bad arguments or bad input, 3 no usable Vulkan device.
[[nodiscard]] constexpr int exitCodeOf(Errc code) noexcept {
    switch (code) {
        case Errc::BadArgument:
        case Errc::NotFound:
        case Errc::BadData:
        case Errc::Unsupported: return 2;
        case Errc::NoDevice: return 3;
        default: return 1;
    }
}

struct Ok {};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_{std::in_place_index<0>, std::move(value)} {}      // NOLINT(google-explicit-constructor)
    Result(Error error) : state_{std::in_place_index<1>, std::move(error)} {}  // NOLINT(google-explicit-constructor)
    explicit operator bool() const noexcept { return state_.index() == 0; }
    T& operator*() & { return std::get<0>(state_); }  // throws if you did not look first
    const T& operator*() const& { return std::get<0>(state_); }
    T&& operator*() && { return std::get<0>(std::move(state_)); }
    T* operator->() { return &std::get<0>(state_); }
    const T* operator->() const { return &std::get<0>(state_); }
    [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

private:
    std::variant<T, Error> state_;
};

}  // namespace twin
