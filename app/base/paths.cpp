#include "app/base/paths.h"

#include <cstdlib>
#include <system_error>

namespace twin::app {

namespace fs = std::filesystem;

fs::path programFolder() {
    std::error_code fault;
    const fs::path self = fs::read_symlink("/proc/self/exe", fault);
    return fault ? fs::current_path(fault) : self.parent_path();
}

std::optional<fs::path> findCity() {
    const fs::path folder = programFolder();
    for (const fs::path& candidate :
         {fs::path{"build/krasnik.city"}, fs::path{"krasnik.city"}, folder / "../../krasnik.city",
          folder / "../krasnik.city", folder / "krasnik.city", folder / "../share/krasnik-twin/krasnik.city",
          fs::path{"/usr/share/krasnik-twin/krasnik.city"}}) {
        std::error_code fault;
        if (fs::is_regular_file(candidate, fault)) return candidate.lexically_normal();
    }
    return std::nullopt;
}

fs::path picturesFolder() {
    std::error_code fault;
    if (const char* named = std::getenv("XDG_PICTURES_DIR"); named != nullptr && fs::is_directory(named, fault))
        return named;
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != 0) {
        const fs::path pictures = fs::path{home} / "Pictures";
        if (fs::is_directory(pictures, fault)) return pictures;
    }
    return fs::current_path(fault);
}

fs::path cacheFolder() {
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache != 0)
        return fs::path{cache} / "krasnik-twin";
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != 0)
        return fs::path{home} / ".cache/krasnik-twin";
    return {};
}

fs::path freeName(const fs::path& folder, const std::string& stem, const char* extension) {
    std::error_code fault;
    fs::path name = folder / (stem + extension);
    for (int i = 2; fs::exists(name, fault) && i < 10000; ++i)
        name = folder / (stem + "-" + std::to_string(i) + extension);
    return name;
}

}  // namespace twin::app
