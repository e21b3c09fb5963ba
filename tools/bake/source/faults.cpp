#include "tools/bake/source/faults.h"

namespace twin::bake {

std::string Fault::text() const {
    std::string result = file;
    if (!feature.empty()) result += ": " + feature;
    if (!field.empty()) result += ": " + field;
    return result + ": " + problem;
}

void Faults::add(std::string file, std::string feature, std::string field, std::string problem) {
    faults_.push_back({std::move(file), std::move(feature), std::move(field), std::move(problem)});
}

}  // namespace twin::bake
