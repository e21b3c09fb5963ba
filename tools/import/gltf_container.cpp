#include "tools/import/gltf_container.h"

#include <array>
#include <cmath>
#include <cstring>
#include <string_view>

#include "tools/import/gltf_codecs.h"

namespace twin::import {
namespace {

constexpr std::uintmax_t kMostFileBytes = std::uintmax_t{1} << 30U;
constexpr std::uint32_t kGlbMagic = 0x46546C67, kChunkJson = 0x4E4F534A, kChunkBin = 0x004E4942;

/// Extensions that may be required: done here, or of no matter for a still picture of surfaces.
constexpr std::array<std::string_view, 14> kKnown{
    "KHR_mesh_quantization", "EXT_meshopt_compression", "KHR_texture_transform",   "EXT_mesh_gpu_instancing",
    "EXT_texture_webp",      "KHR_texture_basisu",      "KHR_lights_punctual",     "KHR_node_visibility",
    "KHR_animation_pointer", "EXT_mesh_features",       "EXT_structural_metadata", "EXT_instance_features",
    "KHR_xmp_json_ld",       "FB_ngon_encoding"};

bool isKnown(const std::string& name) {
    if (name.starts_with("KHR_materials_")) return true;
    if (name == "KHR_draco_mesh_compression") return hasDraco();
    return std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end();
}

std::uint32_t wordAt(std::span<const std::byte> bytes, std::size_t at) {
    std::uint32_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof(word));
    return word;
}

std::vector<std::byte> decodeBase64(std::string_view text) {
    std::array<int, 256> value{};
    value.fill(-1);
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < letters.size(); ++i) {
        value[static_cast<unsigned char>(letters[i])] = static_cast<int>(i);
    }
    std::vector<std::byte> bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char letter : text) {
        if (letter == '=') break;
        const int six = value[static_cast<unsigned char>(letter)];
        if (six < 0) badGltf("a data URI is not base64");
        bits = bits << 6U | static_cast<std::uint32_t>(six);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        bytes.push_back(static_cast<std::byte>(bits >> static_cast<unsigned>(held) & 0xFFU));
    }
    return bytes;
}

std::string decodePercent(const std::string& text) {
    const auto digit = [](char letter) {
        if (letter >= '0' && letter <= '9') return letter - '0';
        if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
        if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
        return -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
            out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string quoted(const char* name) { return std::string{"\""} + name + "\""; }

}  // namespace

void badGltf(const std::string& why) { throw Refusal("the file is not valid glTF: " + why); }

const Json* member(const Json& object, const char* name) {
    if (!object.is_object()) badGltf("an object is missing where " + quoted(name) + " is looked for");
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

const Json& arrayOf(const Json& object, const char* name) {
    static const Json empty = Json::array();
    const Json* const found = member(object, name);
    if (found == nullptr) return empty;
    if (!found->is_array()) badGltf(quoted(name) + " is not an array");
    return *found;
}

std::optional<std::uint64_t> wholeNumber(const Json& object, const char* name) {
    const Json* const found = member(object, name);
    if (found == nullptr) return std::nullopt;
    if (found->is_number_unsigned()) return found->get<std::uint64_t>();
    if (found->is_number_float()) {
        const double value = found->get<double>();
        if (value >= 0 && value < 9e15 && value == std::floor(value)) return static_cast<std::uint64_t>(value);
    }
    badGltf(quoted(name) + " is not a whole number from 0 up");
}

double number(const Json& object, const char* name, double otherwise) {
    const Json* const found = member(object, name);
    if (found == nullptr) return otherwise;
    if (!found->is_number()) badGltf(quoted(name) + " is not a number");
    return found->get<double>();
}

std::string text(const Json& object, const char* name) {
    const Json* const found = member(object, name);
    if (found == nullptr) return {};
    if (!found->is_string()) badGltf(quoted(name) + " is not a text");
    return found->get<std::string>();
}

bool truth(const Json& object, const char* name, bool otherwise) {
    const Json* const found = member(object, name);
    if (found == nullptr) return otherwise;
    if (!found->is_boolean()) badGltf(quoted(name) + " is neither true nor false");
    return found->get<bool>();
}

std::vector<double> numbers(const Json& object, const char* name, std::vector<double> otherwise) {
    const Json* const found = member(object, name);
    if (found == nullptr) return otherwise;
    if (!found->is_array() || found->size() != otherwise.size()) {
        badGltf(quoted(name) + " is not an array of " + std::to_string(otherwise.size()) + " numbers");
    }
    for (std::size_t i = 0; i < otherwise.size(); ++i) {
        if (!(*found)[i].is_number()) badGltf(quoted(name) + " holds something that is not a number");
        otherwise[i] = (*found)[i].get<double>();
    }
    return otherwise;
}

const Json* extension(const Json& object, const char* name) {
    const Json* const all = member(object, "extensions");
    if (all == nullptr || !all->is_object()) return nullptr;
    const Json* const found = member(*all, name);
    if (found != nullptr && !found->is_object()) badGltf("the extension " + quoted(name) + " is not an object");
    return found;
}

GltfContainer::GltfContainer(const std::filesystem::path& file, const ModelFolder& folder) : folder_{folder} {
    const std::vector<std::byte> bytes = readBytes(file, kMostFileBytes);
    if (bytes.empty()) throw Refusal("the file is empty");
    if (bytes.size() >= 4 && wordAt(bytes, 0) == kGlbMagic)
        readBinary(bytes);
    else
        parse(bytes);
    checkAsset();
    buffers_.resize(countOf("buffers"));
    decompressed_.resize(countOf("bufferViews"));
}

void GltfContainer::readBinary(std::span<const std::byte> bytes) {
    if (bytes.size() < 20) badGltf("the GLB header is cut off");
    if (wordAt(bytes, 4) != 2) badGltf("the GLB container has version " + std::to_string(wordAt(bytes, 4)) + ", not 2");
    const std::size_t length = wordAt(bytes, 8);
    if (length > bytes.size()) badGltf("the file is cut off: its header promises more bytes");
    if (length < 20) badGltf("the GLB header gives a length too small for a model");
    bool first = true;
    for (std::size_t at = 12; at + 8 <= length;) {
        const std::size_t chunk = wordAt(bytes, at);
        const std::uint32_t kind = wordAt(bytes, at + 4);
        at += 8;
        if (chunk > length - at) badGltf("a chunk of the GLB reaches past its end");
        const auto content = bytes.subspan(at, chunk);
        if (first && kind != kChunkJson) badGltf("the first chunk of the GLB is not JSON");
        if (first)
            parse(content);
        else if (kind == kChunkBin && !binary_)
            binary_.emplace(content.begin(), content.end());
        first = false;
        at += chunk;
    }
    if (first) badGltf("the GLB holds no chunk");
}

void GltfContainer::parse(std::span<const std::byte> text) {
    std::string_view json{reinterpret_cast<const char*>(text.data()), text.size()};
    if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
    try {
        root_ = Json::parse(json);
    } catch (const Json::parse_error& error) {
        badGltf("its JSON cannot be read at byte " + std::to_string(error.byte));
    } catch (const Json::exception&) {
        badGltf("its JSON holds a number that is too large");
    }
    if (!root_.is_object()) badGltf("its JSON is not an object");
}

void GltfContainer::checkAsset() const {
    const Json* const asset = member(root_, "asset");
    if (asset == nullptr) badGltf("it names no version (\"asset\" is missing)");
    const std::string version = text(*asset, "version"), least = text(*asset, "minVersion");
    if (!version.starts_with("2.")) {
        throw Refusal("the file is glTF " + (version.empty() ? "of no version" : printable(version, 12)) +
                      "; only glTF 2 can be read");
    }
    if (!least.empty() && least != "2.0") {
        throw Refusal("the file asks for a reader of glTF " + printable(least, 12) + "; this one reads 2.0");
    }
    for (const Json& name : arrayOf(root_, "extensionsRequired")) {
        if (!name.is_string()) badGltf("\"extensionsRequired\" holds something that is not a name");
        if (!isKnown(name.get<std::string>())) {
            throw Refusal("the file needs the glTF extension " + printable(name.get<std::string>()) +
                          ", which cannot be read here");
        }
    }
}

std::size_t GltfContainer::countOf(const char* array) const { return arrayOf(root_, array).size(); }

const Json& GltfContainer::entry(const char* array, std::uint64_t index) const {
    const Json& all = arrayOf(root_, array);
    if (index >= all.size()) badGltf("entry " + std::to_string(index) + " of " + quoted(array) + " is not there");
    const Json& found = all[index];
    if (!found.is_object()) badGltf("entry " + std::to_string(index) + " of " + quoted(array) + " is not an object");
    return found;
}

std::vector<std::byte> GltfContainer::uri(const std::string& uri) const {
    if (uri.starts_with("data:")) {
        const std::size_t comma = uri.find(',');
        if (comma == std::string::npos) badGltf("a data URI holds no data");
        if (std::string_view{uri}.substr(0, comma).find(";base64") == std::string_view::npos) {
            badGltf("a data URI is not base64");
        }
        return decodeBase64(std::string_view{uri}.substr(comma + 1));
    }
    if (uri.find("://") != std::string::npos) {
        throw Refusal("the file names something on a network: " + printable(uri));
    }
    auto file = folder_.find(decodePercent(uri));
    if (!file) file = folder_.find(uri);
    if (!file) throw Refusal("the model's file " + printable(uri) + " is not beside it");
    return readBytes(*file, kMostFileBytes);
}

std::span<const std::byte> GltfContainer::buffer(std::uint64_t index) {
    const Json& buffer = entry("buffers", index);
    const auto length = wholeNumber(buffer, "byteLength");
    if (!length || *length == 0) badGltf("buffer " + std::to_string(index) + " has no length");
    std::span<const std::byte> bytes;
    if (member(buffer, "uri") != nullptr) {
        auto& held = buffers_.at(index);
        if (!held) held = uri(text(buffer, "uri"));
        bytes = *held;
    } else if (index == 0 && binary_) {
        bytes = *binary_;
    } else {
        badGltf("buffer " + std::to_string(index) + " has no bytes");
    }
    if (*length > bytes.size()) {
        badGltf("buffer " + std::to_string(index) + " should hold " + std::to_string(*length) + " bytes and holds " +
                std::to_string(bytes.size()));
    }
    return bytes.first(*length);
}

std::span<const std::byte> GltfContainer::slice(const Json& view) {
    const auto from = wholeNumber(view, "buffer"), length = wholeNumber(view, "byteLength");
    const std::uint64_t offset = wholeNumber(view, "byteOffset").value_or(0);
    if (!from || !length) badGltf("a buffer view lacks its buffer or its length");
    const auto bytes = buffer(*from);
    if (offset > bytes.size() || *length > bytes.size() - offset) badGltf("a buffer view reaches past its buffer");
    return bytes.subspan(offset, *length);
}

std::span<const std::byte> GltfContainer::view(std::uint64_t index) {
    const Json& found = entry("bufferViews", index);
    const Json* const packed = extension(found, "EXT_meshopt_compression");
    if (packed == nullptr) return slice(found);
    auto& held = decompressed_.at(index);
    if (!held) held = decodeMeshopt(*packed, slice(*packed));
    return *held;
}

}  // namespace twin::import
