#include "tools/import/folder.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <system_error>

#include "tools/import/report.h"

namespace twin::import {
namespace fs = std::filesystem;
namespace {

std::string lower(std::string text) {
    for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

/// The file in `folder` whose name is `name` but for case.
std::optional<fs::path> findIgnoringCase(const fs::path& folder, const std::string& name) {
    std::error_code error;
    const std::string wanted = lower(name);
    int looked = 0;
    for (fs::directory_iterator entry{folder, error}, end; !error && entry != end && ++looked < 10000;
         entry.increment(error)) {
        if (lower(entry->path().filename().string()) == wanted) return entry->path();
    }
    return std::nullopt;
}

}  // namespace

ModelFolder::ModelFolder(const fs::path& model) {
    std::error_code error;
    fs::path folder = model.parent_path();
    if (folder.empty()) folder = ".";
    folder_ = fs::canonical(folder, error);
    if (error) throw Refusal("the folder of the model cannot be opened");
    root_ = folder_.parent_path();
    if (root_ == root_.root_path()) root_ = folder_;
}

bool ModelFolder::allows(const fs::path& file) const {
    std::error_code error;
    const fs::path real = fs::canonical(file, error);
    if (error || !fs::is_regular_file(real, error)) return false;
    return std::mismatch(root_.begin(), root_.end(), real.begin(), real.end()).first == root_.end();
}

std::optional<fs::path> ModelFolder::find(std::string_view reference) const {
    if (reference.empty() || reference.size() > 4096 || reference.find('\0') != std::string_view::npos) {
        return std::nullopt;
    }
    std::string text{reference};
    std::replace(text.begin(), text.end(), '\\', '/');
    if (text.starts_with("file://")) text.erase(0, 7);
    const fs::path path{text};
    if (path.is_relative() && allows(folder_ / path)) return folder_ / path;
    const std::string name = path.filename().string();
    if (name.empty() || name == "." || name == "..") return std::nullopt;
    for (const fs::path& folder : {folder_, folder_ / "textures"}) {
        if (const auto found = findIgnoringCase(folder, name); found && allows(*found)) return found;
    }
    return std::nullopt;
}

std::vector<std::byte> readBytes(const fs::path& file, std::uintmax_t mostBytes) {
    std::error_code error;
    const std::string name = printable(file.filename().string());
    if (!fs::exists(file, error)) throw Refusal("the file " + name + " is not there");
    if (!fs::is_regular_file(file, error)) throw Refusal(name + " is not a plain file");
    const std::uintmax_t size = fs::file_size(file, error);
    if (error) throw Refusal("the file " + name + " cannot be read");
    if (size > mostBytes) {
        throw Refusal("the file " + name + " is larger than " + std::to_string(mostBytes >> 20U) + " MiB");
    }
    std::ifstream in{file, std::ios::binary};
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (!in || static_cast<std::uintmax_t>(in.gcount()) != size) throw Refusal("the file " + name + " cannot be read");
    return bytes;
}

}  // namespace twin::import
