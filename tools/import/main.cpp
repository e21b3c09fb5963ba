// twin-import: one model file of others in, one .tmesh file out. See tools/import/README.md.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include <unistd.h>

#include "tools/import/assimp_reader.h"
#include "tools/import/gltf_reader.h"
#include "tools/import/guard.h"

namespace twin::import {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUsage =
    "twin-import FILE -o OUT.tmesh [--max-triangles N] [--memory-mib N] [--seconds N]\n"
    "Reads a model (glb gltf obj fbx dae zae ifc stl ply 3ds off x ase lwo dxf 3mf ac blend amf) and writes one mesh.\n"
    "Exit code 0: written; notes are lines on the standard output. 2: refused; one sentence on the standard error.\n";

struct Options {
    fs::path model, out;
    std::uint64_t maxTriangles = 3'000'000;
    GuardLimits limits;
};

std::uint64_t wholeNumber(std::string_view name, std::string_view text, std::uint64_t most) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value == 0 || value > most) {
        refuse(std::string{name} + " needs a whole number from 1 to " + std::to_string(most));
    }
    return value;
}

Options optionsOf(int count, char** arguments) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = arguments[i];
        const auto value = [&]() -> std::string_view {
            if (i + 1 >= count) refuse(std::string{word} + " needs a value");
            return arguments[++i];
        };
        if (word == "-h" || word == "--help") {
            std::fputs(kUsage, stdout);
            std::exit(0);
        } else if (word == "-o") {
            options.out = value();
        } else if (word == "--max-triangles") {
            options.maxTriangles = wholeNumber(word, value(), 100'000'000);
        } else if (word == "--memory-mib") {
            options.limits.memoryMib = wholeNumber(word, value(), 1U << 20U);
        } else if (word == "--seconds") {
            options.limits.seconds = static_cast<std::uint32_t>(wholeNumber(word, value(), 86'400));
        } else if (word.starts_with('-') && word.size() > 1) {
            refuse("the option " + printable(std::string{word}, 30) + " is not known");
        } else if (options.model.empty()) {
            options.model = word;
        } else {
            refuse("only one model can be read at a time");
        }
    }
    if (options.model.empty()) refuse("name the model to read");
    if (options.out.empty()) refuse("name the file to write with -o");
    return options;
}

bool isGltf(const fs::path& file, const std::string& ending) {
    if (ending == "glb" || ending == "gltf") return true;
    if (assimpReads(ending)) return false;
    std::array<char, 4> head{};
    std::ifstream in{file, std::ios::binary};
    return in.read(head.data(), head.size()) && std::string_view{head.data(), head.size()} == "glTF";
}

void write(const fs::path& out, const std::vector<std::byte>& bytes) {
    const fs::path half = out.string() + ".part" + std::to_string(::getpid());
    std::error_code error;
    {
        std::ofstream file{half, std::ios::binary | std::ios::trunc};
        file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        file.close();
        if (!file) {
            fs::remove(half, error);
            throw Refusal("the result cannot be written to " + printable(out.string(), 200));
        }
    }
    fs::rename(half, out, error);
    if (!error) return;
    std::error_code ignored;
    fs::remove(half, ignored);
    throw Refusal("the result cannot be written to " + printable(out.string(), 200));
}

std::vector<std::string> convert(const Options& options) {
    std::error_code error;
    if (!fs::exists(options.model, error)) throw Refusal("the file is not there");
    if (!fs::is_regular_file(options.model, error)) throw Refusal("it is not a file");
    std::string ending = options.model.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    if (!ending.empty()) ending.erase(0, 1);
    const bool gltf = isGltf(options.model, ending);
    if (!gltf && !assimpReads(ending)) {
        throw Refusal(ending.empty()
                          ? "the file's name has no ending, so its kind is not known"
                          : "files of the kind " + printable(ending, 20) + " are not models that can be read");
    }
    Report report;
    Textures textures{report};
    MeshBuilder builder{options.maxTriangles, report};
    const ModelFolder folder{options.model};
    if (gltf)
        readGltf(options.model, folder, builder, textures, report);
    else
        readWithAssimp(options.model, folder, builder, textures, report);
    Tmesh mesh = builder.finish();
    attachTextures(mesh, textures.take());
    const std::vector<std::byte> bytes = packTmesh(mesh);
    if (const std::string wrong = checkTmesh(bytes); !wrong.empty()) throw Refusal("the result is not sound: " + wrong);
    write(options.out, bytes);
    return report.lines();
}

}  // namespace
}  // namespace twin::import

int main(int count, char** arguments) {
    using namespace twin::import;
    const Options options = optionsOf(count, arguments);
    raiseGuard(options.limits);
    try {
        const auto notes = convert(options);
        restoreOutput();
        for (const std::string& note : notes) std::printf("%s\n", note.c_str());
    } catch (const Refusal& refusal) {
        refuse(refusal.what());
    } catch (const std::bad_alloc&) {
        refuse("the file asks for an impossible amount of memory");
    } catch (const std::exception& error) {
        refuse("the file cannot be read: " + printable(error.what(), 200));
    }
    std::fflush(stdout);
    ::_exit(0);  // nothing more may go wrong: the file is written, and what libraries tidy up does not matter
}
