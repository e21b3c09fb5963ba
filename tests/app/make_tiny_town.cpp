// make_tiny_town OUT.city [STRATEGY.json]: the tiny town of tests/scene as a file, for tests that start the program.
#include <cstdio>
#include <fstream>
#include <sstream>

#include "scene/base/files.h"
#include "tests/scene/tiny_city.h"

int main(int count, char** arguments) {
    if (count < 2) return 2;
    twin::test::TinyCity town;
    if (count > 2) {
        std::ifstream file{arguments[2]};
        std::stringstream text;
        text << file.rdbuf();
        town.strategy = text.str();
        const auto label = [&](const char* name, float x, float y, twin::city::LabelKind kind) {
            town.labels.push_back({{x, y, 205}, kind, town.text(name), 0xFFFFFFFFU, 0});
        };
        label("ul. Urzędowska", -200, -300, twin::city::LabelKind::Street);
        label("ul. Żytnia", 60, -400, twin::city::LabelKind::Street);
        label("al. Niepodległości", 160, -500, twin::city::LabelKind::Street);
        label("Zalew Kraśnicki", 200, 100, twin::city::LabelKind::Water);
        label("Stare Miasto", -100, 500, twin::city::LabelKind::District);
    }
    const auto written = twin::writeFileAtomically(arguments[1], std::span<const std::byte>{town.bytes()});
    if (!written) std::fprintf(stderr, "%s\n", written.error().what.c_str());
    return written ? 0 : 1;
}
