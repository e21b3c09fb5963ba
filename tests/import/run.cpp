#include "tests/import/run.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <glm/glm.hpp>
#include <iterator>
#include <limits>

extern char** environ;

namespace twin::import::test {
namespace fs = std::filesystem;
namespace {

std::string slurp(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

glm::dvec3 positionOf(const Tmesh& mesh, std::size_t index) {
    const auto& position = mesh.vertices[mesh.indices[index]].position;
    return {position[0], position[1], position[2]};
}

int codeOf(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

}  // namespace

Outcome runImport(const fs::path& file, const std::vector<std::string>& options) {
    static std::atomic<int> counter{0};
    const fs::path folder{TWIN_TEST_OUTPUT_DIR};
    fs::create_directories(folder);
    const std::string stem = std::to_string(::getpid()) + "-" + std::to_string(++counter);
    const fs::path mesh = folder / (stem + ".tmesh"), out = folder / (stem + ".out"), err = folder / (stem + ".err");
    std::vector<std::string> words{TWIN_IMPORT, file.string(), "-o", mesh.string()};
    words.insert(words.end(), options.begin(), options.end());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    const auto start = std::chrono::steady_clock::now();
    pid_t child = 0;
    Outcome outcome;
    if (posix_spawn(&child, TWIN_IMPORT, &actions, nullptr, arguments.data(), environ) == 0) {
        int status = 0;
        ::waitpid(child, &status, 0);
        outcome.code = codeOf(status);
    }
    posix_spawn_file_actions_destroy(&actions);
    outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    outcome.notes = slurp(out);
    outcome.refusal = slurp(err);
    if (fs::exists(mesh)) {
        const std::string bytes = slurp(mesh);
        Tmesh read;
        if (unpackTmesh(std::as_bytes(std::span<const char>{bytes}), read).empty()) outcome.mesh = std::move(read);
    }
    for (const fs::path& left : {mesh, out, err}) fs::remove(left);
    return outcome;
}

fs::path ownFile(const std::string& name) { return fs::path{TWIN_SOURCE_DIR} / "tests/import/files" / name; }

std::optional<fs::path> sharedFile(const std::string& name) {
    const char* const elsewhere = std::getenv("TWIN_SHARED_DATA");
    const fs::path file =
        (elsewhere != nullptr ? fs::path{elsewhere} : fs::path{TWIN_SOURCE_DIR} / "../shared/data") / name;
    return fs::exists(file) ? std::optional{file} : std::nullopt;
}

double volumeOf(const Tmesh& mesh) {
    double volume = 0;
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        volume += glm::dot(positionOf(mesh, i), glm::cross(positionOf(mesh, i + 1), positionOf(mesh, i + 2))) / 6;
    }
    return volume;
}

std::size_t trianglesAgainstNormals(const Tmesh& mesh) {
    std::size_t against = 0;
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const glm::dvec3 a = positionOf(mesh, i);
        const glm::dvec3 face = glm::cross(positionOf(mesh, i + 1) - a, positionOf(mesh, i + 2) - a);
        glm::dvec3 normal{0};
        for (std::size_t corner = i; corner < i + 3; ++corner) {
            const auto& own = mesh.vertices[mesh.indices[corner]].normal;
            normal += glm::dvec3{own[0], own[1], own[2]};
        }
        if (glm::dot(face, normal) < 0) ++against;
    }
    return against;
}

std::string unsound(const Tmesh& mesh) {
    if (const std::string wrong = checkTmesh(packTmesh(mesh)); !wrong.empty()) return wrong;
    std::array<float, 3> low{}, high{};
    low.fill(std::numeric_limits<float>::max());
    high.fill(std::numeric_limits<float>::lowest());
    for (const TmeshVertex& vertex : mesh.vertices) {
        const auto& n = vertex.normal;
        if (std::abs(n[0] * n[0] + n[1] * n[1] + n[2] * n[2] - 1) > 1e-3F) return "a normal is not of length 1";
        for (std::size_t i = 0; i < 3; ++i) {
            low[i] = std::min(low[i], vertex.position[i]);
            high[i] = std::max(high[i], vertex.position[i]);
        }
    }
    const float slack = 1e-3F * std::max({mesh.size[0], mesh.size[1], mesh.size[2], 1.0F});
    for (std::size_t i = 0; i < 3; ++i) {
        if (std::abs(high[i] - low[i] - mesh.size[i]) > slack) return "the size in the header is not that of the mesh";
    }
    if (std::abs(low[2]) > slack) return "the mesh does not stand on z = 0";
    if (std::abs(low[0] + high[0]) > slack || std::abs(low[1] + high[1]) > slack) return "the mesh is not centred";
    return {};
}

std::string unfit(const Outcome& outcome) {
    if (outcome.code == 0) {
        if (!outcome.mesh) return "exit 0 without a file that can be read";
        if (!outcome.refusal.empty()) return "exit 0, yet on the standard error: " + outcome.refusal;
        return unsound(*outcome.mesh);
    }
    if (outcome.code != 2) return "exit code " + std::to_string(outcome.code) + ": " + outcome.refusal;
    if (outcome.mesh) return "refused, yet there is a file";
    if (!outcome.notes.empty()) return "refused, yet there are notes: " + outcome.notes;
    const std::string& line = outcome.refusal;
    if (line.size() < 12 || line.size() > 500) return "the refusal is no sentence: " + line;
    if (!line.ends_with(".\n") || std::count(line.begin(), line.end(), '\n') != 1) {
        return "the refusal is not one line that ends with a full stop: " + line;
    }
    return {};
}

}  // namespace twin::import::test
