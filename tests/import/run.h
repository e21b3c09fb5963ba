// tests/import/run.h: runs twin-import on one file and reads what it left.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "scene/model/tmesh.h"

namespace twin::import::test {

/// The sanitizers end the program when a library asks for too much memory, whatever we do.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

struct Outcome {
    int code = -1;        ///< exit code; 128 + n: ended by signal n, which must never be
    std::string notes;    ///< standard output
    std::string refusal;  ///< standard error output
    std::optional<Tmesh> mesh;
    double seconds = 0;

    [[nodiscard]] bool converted() const { return code == 0 && mesh.has_value(); }
    [[nodiscard]] std::size_t triangles() const { return mesh ? mesh->indices.size() / 3 : 0; }
};

[[nodiscard]] Outcome runImport(const std::filesystem::path& file, const std::vector<std::string>& options = {});

/// tests/import/files/good or broken.
[[nodiscard]] std::filesystem::path ownFile(const std::string& name);
/// ../shared/data/<name> beside the repository (or in the folder $TWIN_SHARED_DATA), if that is there.
[[nodiscard]] std::optional<std::filesystem::path> sharedFile(const std::string& name);

/// Cubic metres that the mesh encloses; positive when its triangles look outward.
[[nodiscard]] double volumeOf(const Tmesh& mesh);
/// How many triangles look the other way than the normals of their corners.
[[nodiscard]] std::size_t trianglesAgainstNormals(const Tmesh& mesh);

/// What is promised of every mesh: see tmesh.h. "" when it holds.
[[nodiscard]] std::string unsound(const Tmesh& mesh);
/// "" when the outcome is a sound mesh, or exit 2 with one sentence and no file.
[[nodiscard]] std::string unfit(const Outcome& outcome);

}  // namespace twin::import::test
