#include "tools/bench/measure.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <sstream>

#include "scene/base/process.h"
#include "scene/session/settle.h"
#include "tools/bench/picture.h"

namespace twin::bench {

using nlohmann::json;

namespace {

double rounded(double value, double steps = 100) { return std::round(value * steps) / steps; }

/// @param sorted not empty
double percentile(const std::vector<double>& sorted, double share) {
    return sorted[static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size() - 1)))];
}

/// Of all threads, user and system: on a machine that others use too, what a frame costs is told by this.
double cpuMs() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

const char* levelName(render::Quality quality) {
    switch (quality) {
        case render::Quality::Low: return "software";
        case render::Quality::Medium: return "integrated";
        case render::Quality::High: return "desktop";
        case render::Quality::Film: return "film";
    }
    return "";
}

/// GPU time of each pass, summed over the frames it was seen in.
struct PassSums {
    std::map<std::string, double, std::less<>> gpuMs;
    int frames = 0;
    void add(const render::Stats& stats) {
        for (const render::PassTime& pass : stats.passes) {
            const auto at = gpuMs.find(pass.name);
            (at == gpuMs.end() ? gpuMs.emplace(pass.name, 0).first : at)->second += static_cast<double>(pass.gpuMs);
        }
        ++frames;
    }
};

struct Settled {
    std::uint32_t pictures = 0;
    double ms = 0;
};

/// Pictures whose sun, as in the program, stands elsewhere on its disc each time, so that shadows are drawn anew; as many as
/// there, but `most`.
Result<Settled> settle(render::Renderer& renderer, const Scene& scene, std::uint32_t most) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point from = Clock::now();
    Settled settled;
    constexpr float kSunRadiusRad = 0.00465F;  // seen from the earth
    render::FrameInput input = scene.input;
    input.camera = scene.cameras.front();
    while (!session::settledEnough(settled.pictures, settled.ms / 1000, most)) {
        const float turn =
            2.4F * static_cast<float>(settled.pictures);  // radians: the golden angle, which never comes round
        input.jitterPx = glm::vec2{std::cos(turn), std::sin(turn)} / 2.0F;
        input.light.toSun =
            glm::normalize(scene.input.light.toSun + kSunRadiusRad * glm::vec3{std::cos(turn), std::sin(turn), 0});
        input.settle = settled.pictures == 0 ? render::Settle::Begin : render::Settle::Continue;
        if (const auto drawn = renderer.draw(input, {}); !drawn) return drawn.error();
        if (const Result<Ok> done = renderer.finish(); !done) return done.error();
        ++settled.pictures;
        settled.ms = std::chrono::duration<double, std::milli>(Clock::now() - from).count();
    }
    return settled;
}

}  // namespace

double msSinceLaunch() {
    std::ifstream file{"/proc/self/stat"};
    std::string line;
    std::getline(file, line);
    // Field 22, counted from the command's closing bracket (its name may hold spaces): start in ticks since boot.
    std::istringstream fields{line.substr(std::min(line.rfind(')') + 1, line.size()))};
    std::string skipped;
    for (int i = 3; i < 22; ++i) fields >> skipped;
    double ticks = 0;
    fields >> ticks;
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6 -
           ticks * 1e3 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

Result<json> measure(render::Renderer& renderer, const city::City& city, const Scene& scene, const Options& options,
                     double loadedMs) {
    using Clock = std::chrono::steady_clock;
    static double firstFrameMs = 0;
    const auto drawFrame = [&](std::size_t index) -> Result<Ok> {
        render::FrameInput input = scene.input;
        input.camera = scene.cameras[index % scene.cameras.size()];
        input.seconds = static_cast<double>(index) / 60;
        if (const auto drawn = renderer.draw(input, {}); !drawn) return drawn.error();
        return renderer.finish();
    };
    for (int i = 0; i < options.warmup; ++i) {
        if (const Result<Ok> done = drawFrame(0); !done) return done.error();
        if (firstFrameMs > 0) continue;
        firstFrameMs = msSinceLaunch();
        std::puts("FIRST");
        std::fflush(stdout);
    }
    const std::size_t frames = options.frames > 0 ? static_cast<std::size_t>(options.frames) : scene.cameras.size();
    std::vector<double> ms, cpu;
    std::vector<double> triangles, draws, occluded, trees;
    PassSums passes;
    const render::Stats before = renderer.stats();
    for (std::size_t i = 0; i < frames; ++i) {
        const double cpuBefore = cpuMs();
        const Clock::time_point from = Clock::now();
        if (const Result<Ok> done = drawFrame(i); !done) return done.error();
        ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - from).count());
        cpu.push_back(cpuMs() - cpuBefore);
        const render::Stats stats = renderer.stats();
        passes.add(stats);
        triangles.push_back(static_cast<double>(stats.trianglesDrawn));
        draws.push_back(stats.drawsDrawn);
        occluded.push_back(stats.drawsOccluded);
        trees.push_back(stats.treesDrawn);
    }
    const render::Stats after = renderer.stats();
    for (std::vector<double>* list : {&triangles, &draws, &occluded, &trees, &ms, &cpu})
        std::sort(list->begin(), list->end());
    json line;
    line["scene"] = scene.name;
    line["frames"] = frames;
    line["size"] = std::to_string(options.widthPx) + "x" + std::to_string(options.heightPx);
    line["quality"] = levelName(options.quality);
    line["shadow"] = options.shadow.empty() ? "scene" : options.shadow;
    line["lod"] = options.lod;
    line["trees"] = options.trees;
    line["median"] = rounded(percentile(ms, 0.5));
    line["p95"] = rounded(percentile(ms, 0.95));
    line["p99"] = rounded(percentile(ms, 0.99));
    line["min"] = rounded(ms.front());
    line["cpuMedian"] = rounded(percentile(cpu, 0.5));
    line["loadedMs"] = rounded(loadedMs, 1);
    line["firstFrameMs"] = rounded(firstFrameMs, 1);
    line["triangles"] = percentile(triangles, 0.5);
    line["draws"] = percentile(draws, 0.5);
    line["drawsOccluded"] = percentile(occluded, 0.5);
    line["treesDrawn"] = percentile(trees, 0.5);
    line["drawsTested"] = after.drawsTested;
    line["bytes"] = after.deviceBytes;
    line["townBytes"] = after.townBytes;
    line["townBlocks"] = after.townBlocks;
    line["townBlocksDropped"] = after.townBlocksDropped;
    line["packBytes"] = city.fileBytes();
    line["elements"] = city.elements().size();
    line["objectsMade"] = after.vulkanObjectsCreated - before.vulkanObjectsCreated;
    line["validationMessages"] = after.validationMessages;
    line["device"] = renderer.device().name;
    for (const auto& [name, sum] : passes.gpuMs) line["gpuMs"][name] = rounded(sum / passes.frames);
    if (options.settle > 0) {
        const Result<Settled> settled = settle(renderer, scene, static_cast<std::uint32_t>(options.settle));
        if (!settled) return settled.error();
        line["settlePictures"] = settled->pictures;
        line["settleMs"] = rounded(settled->ms);
    }
    if (!options.shot.empty()) {
        for (const int at : options.at) {
            if (at < 0) return Error{Errc::BadArgument, "--at: frames are counted from 0"};
            if (const Result<Ok> done = drawFrame(static_cast<std::size_t>(at)); !done) return done.error();
            const Result<render::Image> picture = renderer.readback();
            if (!picture) return picture.error();
            if (const Result<Ok> written = writePng(shotPath(options, at), *picture); !written) return written.error();
        }
    }
    line["peakRssMiB"] = rounded(static_cast<double>(peakResidentBytes()) / 1048576, 10);
    return line;
}

}  // namespace twin::bench
