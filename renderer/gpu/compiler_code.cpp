#include "renderer/gpu/compiler_code.h"

#ifdef __linux__
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace twin::render::gpu {

namespace {

int forgetCode(dl_phdr_info* object, std::size_t, void*) {
    if (object->dlpi_name == nullptr || std::string_view{object->dlpi_name}.find("libLLVM") == std::string_view::npos)
        return 0;
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    for (int i = 0; i < object->dlpi_phnum; ++i) {
        const auto& part = object->dlpi_phdr[i];
        // Code only: it is the file's, byte by byte. What the loader has written to would be lost.
        if (part.p_type != PT_LOAD || (part.p_flags & PF_X) == 0 || (part.p_flags & PF_W) != 0) continue;
        const std::uintptr_t first = (object->dlpi_addr + part.p_vaddr + page - 1) / page * page;
        const std::uintptr_t last = (object->dlpi_addr + part.p_vaddr + part.p_filesz) / page * page;
        if (last > first) (void)::madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
    }
    return 0;
}

}  // namespace

void forgetCompilerCode() noexcept { (void)::dl_iterate_phdr(forgetCode, nullptr); }

}  // namespace twin::render::gpu
#else
namespace twin::render::gpu {
void forgetCompilerCode() noexcept {}
}  // namespace twin::render::gpu
#endif

#ifdef __GLIBC__
#include <malloc.h>
namespace twin::render::gpu {
void giveBackFreedHeap() noexcept { (void)::malloc_trim(0); }
}  // namespace twin::render::gpu
#else
namespace twin::render::gpu {
void giveBackFreedHeap() noexcept {}
}  // namespace twin::render::gpu
#endif
