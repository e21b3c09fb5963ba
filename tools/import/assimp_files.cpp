#include "tools/import/assimp_files.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "tools/import/report.h"

namespace twin::import {
namespace {

constexpr std::uintmax_t kMostSideBytes = std::uintmax_t{256} << 20U;

class Stream final : public Assimp::IOStream {
public:
    explicit Stream(std::vector<std::byte> bytes) : bytes_{std::move(bytes)} {}

    std::size_t Read(void* to, std::size_t size, std::size_t count) override {
        if (size == 0 || count == 0) return 0;
        const std::size_t whole = std::min(count, (bytes_.size() - at_) / size);
        if (whole != 0) std::memcpy(to, bytes_.data() + at_, whole * size);
        at_ += whole * size;
        return whole;
    }
    std::size_t Write(const void*, std::size_t, std::size_t) override { return 0; }
    aiReturn Seek(std::size_t offset, aiOrigin origin) override {
        std::size_t to = offset;
        if (origin == aiOrigin_CUR) to = at_ + offset;  // wraps for a step back, as Assimp means it
        if (origin == aiOrigin_END) to = bytes_.size() - offset;
        if (to > bytes_.size()) return aiReturn_FAILURE;
        at_ = to;
        return aiReturn_SUCCESS;
    }
    std::size_t Tell() const override { return at_; }
    std::size_t FileSize() const override { return bytes_.size(); }
    void Flush() override {}

private:
    std::vector<std::byte> bytes_;
    std::size_t at_ = 0;
};

}  // namespace

bool AssimpFiles::Exists(const char* file) const {
    return file != nullptr && (name_ == file || (others_ && folder_.find(file).has_value()));
}

Assimp::IOStream* AssimpFiles::Open(const char* file, const char* mode) {
    if (file == nullptr || mode == nullptr || std::string_view{mode}.find_first_of("wa+") != std::string_view::npos) {
        return nullptr;
    }
    if (name_ == file) return new Stream{model_};  // Assimp's interface: Close() deletes it
    const auto found = others_ ? folder_.find(file) : std::nullopt;
    if (!found) return nullptr;
    try {
        return new Stream{readBytes(*found, kMostSideBytes)};
    } catch (const Refusal&) {
        return nullptr;
    }
}

}  // namespace twin::import
