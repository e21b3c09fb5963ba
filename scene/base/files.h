// scene/base/files.h: whole-file reading, read-only mapping, and writing that never leaves half a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "scene/base/result.h"

namespace twin {

/// The whole file as text. Refuses files above `limitBytes` before taking memory, folders and unreadable paths.
[[nodiscard]] Result<std::string> readTextFile(const std::filesystem::path& path,
                                               std::uintmax_t limitBytes = 256U << 20U);

/// Writes beside the target, flushes to the disk, then renames over it: readers see the old file or the new one.
[[nodiscard]] Result<Ok> writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> bytes);
[[nodiscard]] Result<Ok> writeFileAtomically(const std::filesystem::path& path, std::string_view text);

/// A read-only mapping of a regular file. Move-only; the bytes live as long as the object.
class MappedFile {
public:
    [[nodiscard]] static Result<MappedFile> open(const std::filesystem::path& path);
    MappedFile() = default;
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();
    [[nodiscard]] std::span<const std::byte> bytes() const noexcept { return {data_, size_}; }
    /// These bytes will not be read again soon: the system may take back the memory that holds them. They stay valid.
    void forget(std::span<const std::byte> part) const noexcept;

private:
    const std::byte* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace twin
