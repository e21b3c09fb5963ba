#include "scene/base/files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace twin {

namespace {

/// Closes a file descriptor at the end of a scope.
struct Descriptor {
    int fd = -1;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

Error systemError(const std::filesystem::path& path, const char* action) {
    const int reason = errno;
    const Errc code = reason == ENOENT ? Errc::NotFound : Errc::BadData;
    return {code, path.string() + ": cannot " + action + " (" + std::strerror(reason) +
                      "); check the path and its permissions"};
}

/// Opens a regular file for reading and tells its size.
Result<std::size_t> openRegular(const std::filesystem::path& path, Descriptor& file) {
    file.fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file.fd < 0) return systemError(path, "open");
    struct stat info {};
    if (::fstat(file.fd, &info) != 0) return systemError(path, "read");
    if (!S_ISREG(info.st_mode)) return Error{Errc::BadData, path.string() + ": is not a file; give the path of a file"};
    return static_cast<std::size_t>(info.st_size);
}

}  // namespace

Result<std::string> readTextFile(const std::filesystem::path& path, std::uintmax_t limitBytes) {
    Descriptor file;
    const Result<std::size_t> size = openRegular(path, file);
    if (!size) return size.error();
    if (*size > limitBytes) {
        return Error{Errc::BadData, path.string() + ": is " + std::to_string(*size) + " bytes, the limit is " +
                                        std::to_string(limitBytes) + "; split or shrink it"};
    }
    std::string text(*size, '\0');
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t got = ::read(file.fd, text.data() + done, text.size() - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return systemError(path, "read");
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    text.resize(done);
    return text;
}

Result<Ok> writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    std::filesystem::path partial = path;
    partial += ".part" + std::to_string(::getpid());
    bool written = false;
    {
        Descriptor file;
        file.fd = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        if (file.fd < 0) return systemError(path, "write");
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t put = ::write(file.fd, bytes.data() + done, bytes.size() - done);
            if (put < 0 && errno == EINTR) continue;
            if (put <= 0) break;
            done += static_cast<std::size_t>(put);
        }
        written = done == bytes.size() && ::fsync(file.fd) == 0;
    }
    if (!written || ::rename(partial.c_str(), path.c_str()) != 0) {
        const Error problem = systemError(path, "write");
        ::unlink(partial.c_str());
        return problem;
    }
    return Ok{};
}

Result<Ok> writeFileAtomically(const std::filesystem::path& path, std::string_view text) {
    return writeFileAtomically(path, std::as_bytes(std::span{text.data(), text.size()}));
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    Descriptor file;
    const Result<std::size_t> size = openRegular(path, file);
    if (!size) return size.error();
    MappedFile mapped;
    if (*size == 0) return mapped;
    void* address = ::mmap(nullptr, *size, PROT_READ, MAP_PRIVATE, file.fd, 0);
    if (address == MAP_FAILED) return systemError(path, "map");
    mapped.data_ = static_cast<const std::byte*>(address);
    mapped.size_ = *size;
    return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_{std::exchange(other.data_, nullptr)}, size_{std::exchange(other.size_, 0)} {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

MappedFile::~MappedFile() {
    if (data_ != nullptr) ::munmap(const_cast<std::byte*>(data_), size_);
}

void MappedFile::forget(std::span<const std::byte> part) const noexcept {
    if (part.data() < data_ || part.data() + part.size() > data_ + size_) return;
    // Whole pages only; what shares a page with others stays.
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t first = (static_cast<std::size_t>(part.data() - data_) + page - 1) / page * page;
    const std::size_t last = static_cast<std::size_t>(part.data() + part.size() - data_) / page * page;
    // Advice: nothing is lost when the system does not take it.
    if (last > first) (void)::madvise(const_cast<std::byte*>(data_) + first, last - first, MADV_DONTNEED);
}

}  // namespace twin
