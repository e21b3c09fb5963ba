// tools/bake/source/faults.h: everything that is wrong with the sources, each with file, feature and field.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace twin::bake {

struct Fault {
    std::string file;     ///< below the assets folder: "town/streets.geojson"
    std::string feature;  ///< id, or "feature 3" where it has none, or "" for the file itself
    std::string field;    ///< "class", "params.length", or ""
    std::string problem;  ///< what is wrong and what would be right
    /// `town/streets.geojson: ul-x: class: "rode" is none of expressway, trunk, ...`
    [[nodiscard]] std::string text() const;
    friend bool operator==(const Fault&, const Fault&) = default;
};

/// Collects; reading goes on after a fault, so that one run names them all.
class Faults {
public:
    void add(std::string file, std::string feature, std::string field, std::string problem);
    [[nodiscard]] bool any() const noexcept { return !faults_.empty(); }
    [[nodiscard]] std::span<const Fault> all() const noexcept { return faults_; }

private:
    std::vector<Fault> faults_;
};

}  // namespace twin::bake
