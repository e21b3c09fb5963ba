#include "tools/bench/options.h"

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <map>

namespace twin::bench {

namespace {

struct Declared {
    CLI::App app{"twin-bench: fixed camera paths over a town, one line of JSON a scene", "twin-bench"};
    Options options;
    std::string size = "1280x720", quality = "software", lod = "on", occlusion = "auto", arc, trees = "1";
    std::vector<std::filesystem::path> ssim;
};

const std::map<std::string, render::Quality> kQualities{
    {"software", render::Quality::Low},  {"low", render::Quality::Low},      {"integrated", render::Quality::Medium},
    {"medium", render::Quality::Medium}, {"desktop", render::Quality::High}, {"high", render::Quality::High},
    {"film", render::Quality::Film}};

void declare(Declared& d) {
    CLI::App& app = d.app;
    Options& o = d.options;
    app.set_help_flag();
    app.add_option("CITY", o.city, "a .city file (default: build/krasnik.city; with --peer build/peer.city)");
    app.add_flag("--peer", o.peer, "the orbit that the town's own data asks for, as the peers draw it");
    app.add_option("--scene", o.scene, "one of --list, all of them (default), or views: every named view");
    app.add_flag("--list", o.list, "name the scenes");
    app.add_option("--shadow", d.options.shadow,
                   "off, kept (drawn once) or each (in every frame); default: off with --peer")
        ->check(CLI::IsMember({"off", "kept", "each"}));
    app.add_option("--lod", d.lod, "on, or off: everything at full detail, every tree")
        ->check(CLI::IsMember({"on", "off"}));
    app.add_option("--occlusion", d.occlusion, "on, off or auto (off on CPUs): leave out what other things hide")
        ->check(CLI::IsMember({"on", "off", "auto"}));
    app.add_option("--trees", d.trees, "1 or 0")->check(CLI::IsMember({"0", "1"}));
    app.add_option("--frames", o.frames, "frames to time (default: the scene's own, one turn of the orbit)")
        ->check(CLI::Range(1, 100000));
    app.add_option("--warmup", o.warmup, "frames drawn first and not counted (default 5)")->check(CLI::Range(1, 1000));
    app.add_option("--settle", o.settle,
                   "also time up to N pictures that become their mean, as when a view comes to rest")
        ->check(CLI::Range(1, static_cast<int>(render::kMostSettled)));
    app.add_option("--arc", d.arc, "FROM:TO, degrees of the orbit to use (default 0:360)");
    app.add_option("--size", d.size, "WxH (default 1280x720)");
    app.add_option("--quality", d.quality, "software (low), integrated (medium), desktop (high), film")
        ->transform(CLI::IsMember({"software", "low", "integrated", "medium", "desktop", "high", "film"}));
    app.add_option("--shot", o.shot, "PNG of the frames named by --at");
    app.add_option("--at", o.at, "frames to take pictures of: 0,15,30 (default 0)")->delimiter(',');
    app.add_option("--json", o.json, "write the lines here too");
    app.add_option("--cache", o.cache, "folder of the pipeline cache (default: the program's own)");
    app.add_flag("--validate", o.validate, "with the validation layers; times mean nothing then");
    app.add_option("--ssim", d.ssim, "A.png B.png: structural similarity of two pictures; draws nothing")->expected(2);
    app.add_flag("-h,--help", o.help, "this text");
}

Error bad(std::string what) { return {Errc::BadArgument, std::move(what)}; }

}  // namespace

Result<Options> parseOptions(int argc, const char* const* argv) {
    Declared d;
    declare(d);
    try {
        d.app.parse(argc, argv);
    } catch (const CLI::ParseError& fault) {
        return bad(fault.what());
    }
    Options& o = d.options;
    int end = 0;
    if (std::sscanf(d.size.c_str(), "%ux%u%n", &o.widthPx, &o.heightPx, &end) != 2 ||
        static_cast<std::size_t>(end) != d.size.size() || o.widthPx < 16 || o.heightPx < 16 || o.widthPx > 16384 ||
        o.heightPx > 16384) {
        return bad("--size: \"" + d.size + "\" is no size; write 1280x720 (16 to 16384 each)");
    }
    if (!d.arc.empty() && (std::sscanf(d.arc.c_str(), "%lf:%lf%n", &o.arcFromDeg, &o.arcToDeg, &end) != 2 ||
                           static_cast<std::size_t>(end) != d.arc.size() ||
                           !(std::abs(o.arcFromDeg) <= 720 && std::abs(o.arcToDeg) <= 720))) {
        return bad("--arc: \"" + d.arc + "\" is no pair of degrees; write 250:290");
    }
    o.quality = kQualities.at(d.quality);
    o.lod = d.lod == "on";
    o.trees = d.trees == "1";
    if (d.occlusion != "auto")
        o.occlusion = d.occlusion == "on" ? render::OcclusionCulling::On : render::OcclusionCulling::Off;
    if (d.ssim.size() == 2) o.ssim = {d.ssim[0], d.ssim[1]};
    if (o.peer) {
        o.scene = "peer";
        if (o.shadow.empty()) o.shadow = "off";
    }
    if (o.city.empty()) o.city = o.peer ? "build/peer.city" : "build/krasnik.city";
    return o;
}

std::string helpText() {
    Declared d;
    declare(d);
    return d.app.help();
}

std::filesystem::path shotPath(const Options& options, int frame) {
    if (options.at.size() < 2) return options.shot;
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "-%03d", frame);
    std::filesystem::path path = options.shot;
    return path.replace_filename(path.stem().string() + number.data() + path.extension().string());
}

}  // namespace twin::bench
