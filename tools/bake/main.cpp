// tools/bake/main.cpp: the command line of twin-bake.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <iostream>

#include "scene/base/files.h"
#include "tools/bake/bake.h"
#include "tools/bake/neutral/neutral.h"
#include "tools/bake/report.h"

namespace {

using namespace twin;

constexpr int kDone = 0, kBadInput = 2;

/// ./assets/krasnik, the folder this program was built from, or the installed one: the first that exists.
std::filesystem::path defaultAssets() {
    std::error_code ignored;
    for (const std::filesystem::path place : {"assets/krasnik", TWIN_SOURCE_ASSETS, TWIN_INSTALLED_ASSETS}) {
        if (std::filesystem::is_directory(place, ignored)) return place;
    }
    return "assets/krasnik";
}

int fail(const Error& error) {
    std::cerr << "twin-bake: " << error.what << '\n';
    return exitCodeOf(error.code);
}

/// Reads with `read`, bakes with `make`, tells how far it is, and writes all or nothing.
template <class Read, class Make>
int bakeTo(const std::filesystem::path& output, const std::filesystem::path& folder, Read read, Make make) {
    const auto started = std::chrono::steady_clock::now();
    const auto seconds = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    };
    std::fprintf(stderr, "%5.1f s    0 %%  reading %s\n", seconds(), folder.c_str());
    bake::Faults faults;
    const auto sources = read(faults);
    if (!sources) return fail(sources.error());
    if (faults.any()) {
        for (const bake::Fault& fault : faults.all()) std::cerr << fault.text() << '\n';
        std::cerr << "twin-bake: " << faults.all().size() << (faults.all().size() == 1 ? " fault" : " faults") << " in "
                  << folder.string() << "; nothing was written\n";
        return kBadInput;
    }
    const Result<std::vector<std::byte>> bytes = make(*sources, [&](std::string_view step, double share) {
        std::fprintf(stderr, "%5.1f s  %3.0f %%  %.*s\n", seconds(), 5 + share * 95, static_cast<int>(step.size()),
                     step.data());
    });
    if (!bytes) return fail(bytes.error());
    if (const auto written = writeFileAtomically(output, std::span<const std::byte>{*bytes}); !written)
        return fail(written.error());
    std::fprintf(stderr, "%5.1f s  100 %%  %s, %.1f MB\n", seconds(), output.c_str(),
                 static_cast<double>(bytes->size()) / 1e6);
    return kDone;
}

int bakeAssets(const std::filesystem::path& output, const std::filesystem::path& assets) {
    return bakeTo(
        output, assets, [&](bake::Faults& faults) { return bake::readSources(assets, faults); }, bake::bake);
}

int bakeNeutral(const std::filesystem::path& output, const std::filesystem::path& folder, int copies) {
    return bakeTo(
        output, folder,
        [&](bake::Faults& faults) { return Result<bake::NeutralTown>{bake::readNeutral(folder, faults)}; },
        [&](const bake::NeutralTown& town, const bake::Progress& progress) {
            return bake::bakeNeutral(town, progress, copies);
        });
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"twin-bake: text sources of a town to one .city file"};
    std::filesystem::path output, assets, neutral;
    app.add_option("-o,--output", output, "the .city file to write");
    app.add_option("--assets", assets, "folder of the town's data (default: assets/krasnik)");
    app.add_option("--neutral", neutral,
                   "folder of neutral sources (tools/bench/peer_town.py) instead of a town's data");
    int copies = 1;
    app.add_option("--copies", copies, "with --neutral: so many towns, the others to the south of the first (1 to 400)")
        ->check(CLI::Range(1, 400));
    std::filesystem::path file;
    bool json = false;
    CLI::App* info = app.add_subcommand("info", "what a .city file holds");
    info->add_option("FILE", file, "a .city file")->required();
    CLI::App* audit = app.add_subcommand(
        "audit", "the strategy's figures against the geometry; exit 1 when one is missed by over 1 %");
    audit->add_option("FILE", file, "a .city file")->required();
    audit->add_flag("--json", json, "one JSON array instead of a table");
    app.require_subcommand(0, 1);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kDone : kBadInput;
    }
    if (info->parsed() || audit->parsed()) {
        const Result<city::City> city = city::City::open(file);
        if (!city) return fail(city.error());
        if (const Result<Ok> whole = city->checkAll(); !whole) return fail(whole.error());
        if (info->parsed()) return bake::printInfo(*city, std::cout);
        return bake::printAudit(*city, json, std::cout);
    }
    if (output.empty()) {
        std::cerr << "twin-bake: name the file to write: twin-bake -o krasnik.city\n";
        return kBadInput;
    }
    if (!neutral.empty()) return bakeNeutral(output, neutral, copies);
    return bakeAssets(output, assets.empty() ? defaultAssets() : assets);
}
