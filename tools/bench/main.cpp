// tools/bench/main.cpp: twin-bench, see README.md.
#include <cstdio>
#include <cstdlib>
#include <future>
#include <iostream>

#include "scene/base/files.h"
#include "tools/bench/measure.h"
#include "tools/bench/picture.h"
#include "tools/bench/ssim.h"

namespace {

using namespace twin;
using namespace twin::bench;

int fail(const Error& error) {
    std::cerr << "twin-bench: " << error.what << '\n';
    return exitCodeOf(error.code);
}

int compare(const Options& options) {
    const Result<render::Image> a = readPng(options.ssim.first);
    if (!a) return fail(a.error());
    const Result<render::Image> b = readPng(options.ssim.second);
    if (!b) return fail(b.error());
    const Result<double> alike = structuralSimilarity(*a, *b);
    if (!alike) return fail(alike.error());
    std::printf("{\"ssim\":%.5f}\n", *alike);
    return 0;
}

std::filesystem::path cacheFolder(const Options& options) {
    if (!options.cache.empty()) return options.cache;
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache != 0)
        return std::filesystem::path{cache} / "krasnik-twin";
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != 0)
        return std::filesystem::path{home} / ".cache/krasnik-twin";
    return {};
}

Result<std::vector<std::string>> scenesToRun(const city::City& city, const std::string& wish) {
    if (wish == "views") return viewScenes(city);
    if (wish != "all") return std::vector{wish};
    std::vector<std::string> names;
    for (const SceneName& scene : sceneNames()) names.emplace_back(scene.name);
    return names;
}

/// One scene after the other on one device; lines go to stdout and are collected for --json.
Result<Ok> run(const Options& options, std::string& lines) {
    const Result<city::City> city = city::City::open(options.city);
    if (!city) return city.error();
    const auto create = [&](ShadowMaps maps) {
        render::CreateInfo info;
        info.widthPx = options.widthPx;
        info.heightPx = options.heightPx;
        info.quality = options.quality;
        info.validate = options.validate;
        info.occlusionCulling = options.occlusion;
        info.cacheFolder = cacheFolder(options);
        info.shadowMaps = maps.count;
        info.shadowMapPx = maps.sizePx;
        return render::Renderer::create(info);
    };
    const Result<ShadowMaps> maps = shadowMaps(*city, options);
    if (!maps) return maps.error();
    // Drivers load while the first scene is laid out, as in the program.
    auto coming = std::async(std::launch::async, create, *maps);
    std::unique_ptr<render::Renderer> renderer;
    double loadedMs = 0;
    const auto one = [&](std::string_view name) -> Result<Ok> {
        const Result<Scene> scene = makeScene(*city, name, options);
        if (!scene) return scene.error();
        if (!renderer) {
            Result<std::unique_ptr<render::Renderer>> made = coming.get();
            if (!made) return made.error();
            renderer = std::move(*made);
            if (const Result<Ok> loaded = renderer->loadCity(*city); !loaded) return loaded.error();
            loadedMs = msSinceLaunch();
        }
        renderer->setElementStates(0, scene->states);
        const Result<nlohmann::json> line = measure(*renderer, *city, *scene, options, loadedMs);
        if (!line) return line.error();
        lines += line->dump() + "\n";
        std::puts(line->dump().c_str());
        std::fflush(stdout);
        return Ok{};
    };
    const Result<std::vector<std::string>> names = scenesToRun(*city, options.scene);
    if (!names) return names.error();
    for (const std::string& name : *names) {
        if (Result<Ok> done = one(name); !done) return done;
    }
    return Ok{};
}

}  // namespace

int main(int argc, char** argv) {
    const Result<Options> options = parseOptions(argc, argv);
    if (!options) return fail(options.error());
    if (options->help) {
        std::cout << helpText();
        return 0;
    }
    if (options->list) {
        for (const SceneName& scene : sceneNames())
            std::printf("%-10.*s  %.*s\n", static_cast<int>(scene.name.size()), scene.name.data(),
                        static_cast<int>(scene.about.size()), scene.about.data());
        std::puts("view:ID     a named view of the town at rest (view:marina); views: all of them");
        return 0;
    }
    if (!options->ssim.first.empty()) return compare(*options);
    const bool known = options->peer || options->scene == "all" || options->scene == "views" ||
                       options->scene.starts_with("view:") ||
                       std::any_of(sceneNames().begin(), sceneNames().end(),
                                   [&](const SceneName& scene) { return scene.name == options->scene; });
    if (!known) return fail({Errc::BadArgument, "--scene: there is no \"" + options->scene + "\"; see --list"});
    std::string lines;
    if (const Result<Ok> done = run(*options, lines); !done) return fail(done.error());
    if (options->json.empty()) return 0;
    if (const Result<Ok> written = writeFileAtomically(options->json, lines); !written) return fail(written.error());
    return 0;
}
