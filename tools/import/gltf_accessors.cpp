#include "tools/import/gltf_accessors.h"

#include <cstring>
#include <string_view>

namespace twin::import {
namespace {

constexpr std::uint64_t kMostElements = 100'000'000;

enum class Component : std::uint32_t { I8 = 5120, U8 = 5121, I16 = 5122, U16 = 5123, U32 = 5125, F32 = 5126 };

struct Layout {
    Component component = Component::F32;
    std::size_t componentBytes = 4;
    std::size_t components = 1;
    bool normalised = false;
    std::size_t count = 0;
};

Component componentOf(const Json& object) {
    const auto code = wholeNumber(object, "componentType");
    if (!code) badGltf("an accessor names no component type");
    switch (*code) {
        case 5120:
        case 5121:
        case 5122:
        case 5123:
        case 5125:
        case 5126: return static_cast<Component>(*code);
        default: badGltf("an accessor has the unknown component type " + std::to_string(*code));
    }
}

std::size_t bytesOf(Component component) {
    switch (component) {
        case Component::I8:
        case Component::U8: return 1;
        case Component::I16:
        case Component::U16: return 2;
        default: return 4;
    }
}

std::size_t componentsOf(const Json& accessor) {
    const std::string type = text(accessor, "type");
    if (type == "SCALAR") return 1;
    if (type == "VEC2") return 2;
    if (type == "VEC3") return 3;
    if (type == "VEC4" || type == "MAT2") return 4;
    if (type == "MAT3") return 9;
    if (type == "MAT4") return 16;
    badGltf("an accessor has the unknown type " + printable(type, 20));
}

Layout layoutOf(const Json& accessor) {
    Layout layout;
    layout.component = componentOf(accessor);
    layout.componentBytes = bytesOf(layout.component);
    layout.components = componentsOf(accessor);
    layout.normalised = truth(accessor, "normalized", false);
    const std::uint64_t count = wholeNumber(accessor, "count").value_or(0);
    if (count > kMostElements) badGltf("an accessor has " + std::to_string(count) + " elements");
    layout.count = count;
    const bool smallMatrix =
        text(accessor, "type").starts_with("MAT") && layout.componentBytes < 4 && layout.components != 16;
    if (smallMatrix) badGltf("matrices of small numbers are not read");
    return layout;
}

template <class T>
T at(std::span<const std::byte> bytes, std::size_t offset) {
    T value{};
    std::memcpy(&value, bytes.data() + offset, sizeof(T));
    return value;
}

float floatAt(std::span<const std::byte> bytes, std::size_t offset, Component component, bool normalised) {
    const auto scaled = [normalised](auto value, float most) {
        const auto plain = static_cast<float>(value);
        return normalised ? std::max(plain / most, -1.0F) : plain;
    };
    switch (component) {
        case Component::I8: return scaled(at<std::int8_t>(bytes, offset), 127);
        case Component::U8: return scaled(at<std::uint8_t>(bytes, offset), 255);
        case Component::I16: return scaled(at<std::int16_t>(bytes, offset), 32767);
        case Component::U16: return scaled(at<std::uint16_t>(bytes, offset), 65535);
        case Component::U32: return scaled(at<std::uint32_t>(bytes, offset), 4294967295.0F);
        case Component::F32: return at<float>(bytes, offset);
    }
    return 0;
}

std::uint32_t wholeAt(std::span<const std::byte> bytes, std::size_t offset, Component component) {
    switch (component) {
        case Component::U8: return at<std::uint8_t>(bytes, offset);
        case Component::U16: return at<std::uint16_t>(bytes, offset);
        case Component::U32: return at<std::uint32_t>(bytes, offset);
        default: badGltf("indices are not whole numbers from 0 up");
    }
}

/// The bytes of `layout.count` elements and the way from one to the next.
struct Strided {
    std::span<const std::byte> bytes;
    std::size_t stride = 0;
};

Strided locate(GltfContainer& file, const Json& from, const Layout& layout, const char* what) {
    const auto index = wholeNumber(from, "bufferView");
    const std::uint64_t offset = wholeNumber(from, "byteOffset").value_or(0);
    const std::size_t element = layout.componentBytes * layout.components;
    const Json& viewJson = file.entry("bufferViews", index.value_or(0));
    const std::span<const std::byte> bytes = file.view(index.value_or(0));
    std::uint64_t stride = wholeNumber(viewJson, "byteStride").value_or(0);
    if (stride == 0) stride = element;
    if (stride < element || stride > 256) badGltf(std::string{what} + " has an impossible stride");
    const std::uint64_t needed = layout.count == 0 ? 0 : (layout.count - 1) * stride + element;
    if (offset > bytes.size() || needed > bytes.size() - offset) {
        badGltf(std::string{what} + " reaches past its buffer view");
    }
    return {bytes.subspan(offset, needed), stride};
}

/// Writes the elements a "sparse" object names over those of `values`.
void fillSparse(GltfContainer& file, const Json& sparse, const Layout& layout, std::vector<float>& values) {
    const Json* const where = member(sparse, "indices");
    const Json* const what = member(sparse, "values");
    if (where == nullptr || what == nullptr) badGltf("a sparse accessor lacks its indices or values");
    Layout few = layout;
    few.count = wholeNumber(sparse, "count").value_or(0);
    if (few.count > layout.count) badGltf("a sparse accessor has more changes than elements");
    Layout places;
    places.component = componentOf(*where);
    places.componentBytes = bytesOf(places.component);
    places.count = few.count;
    const Strided at = locate(file, *where, places, "a sparse accessor");
    const Strided from = locate(file, *what, few, "a sparse accessor");
    for (std::size_t i = 0; i < few.count; ++i) {
        const std::uint32_t element = wholeAt(at.bytes, i * at.stride, places.component);
        if (element >= layout.count) badGltf("a sparse accessor changes an element that is not there");
        for (std::size_t c = 0; c < layout.components; ++c) {
            values[element * layout.components + c] =
                floatAt(from.bytes, i * from.stride + c * layout.componentBytes, layout.component, layout.normalised);
        }
    }
}

}  // namespace

std::size_t countOfAccessor(const GltfContainer& file, std::uint64_t accessor) {
    return layoutOf(file.entry("accessors", accessor)).count;
}

std::size_t componentsOfAccessor(const GltfContainer& file, std::uint64_t accessor) {
    return layoutOf(file.entry("accessors", accessor)).components;
}

std::vector<float> readFloats(GltfContainer& file, std::uint64_t accessor, std::size_t components) {
    const Json& json = file.entry("accessors", accessor);
    const Layout layout = layoutOf(json);
    if (layout.components != components) {
        badGltf("accessor " + std::to_string(accessor) + " has " + std::to_string(layout.components) +
                " components instead of " + std::to_string(components));
    }
    const Json* const sparse = member(json, "sparse");
    const bool filled = wholeNumber(json, "bufferView").has_value();
    std::vector<float> values(layout.count * components);  // zeros where the file holds no data
    if (filled) {
        const Strided from = locate(file, json, layout, ("accessor " + std::to_string(accessor)).c_str());
        for (std::size_t i = 0; i < layout.count; ++i) {
            for (std::size_t c = 0; c < components; ++c) {
                values[i * components + c] = floatAt(from.bytes, i * from.stride + c * layout.componentBytes,
                                                     layout.component, layout.normalised);
            }
        }
    }
    if (sparse != nullptr) fillSparse(file, *sparse, layout, values);
    return values;
}

std::vector<std::uint32_t> readIndices(GltfContainer& file, std::uint64_t accessor) {
    const Json& json = file.entry("accessors", accessor);
    const Layout layout = layoutOf(json);
    if (layout.components != 1) badGltf("indices are not single numbers");
    if (!wholeNumber(json, "bufferView")) badGltf("indices hold no data");
    const Strided from = locate(file, json, layout, ("accessor " + std::to_string(accessor)).c_str());
    std::vector<std::uint32_t> values(layout.count);
    for (std::size_t i = 0; i < layout.count; ++i) {
        values[i] = wholeAt(from.bytes, i * from.stride, layout.component);
    }
    return values;
}

}  // namespace twin::import
