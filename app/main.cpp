// twin: Kraśnik as it stands and as it is planned. See app/README.md.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "app/program/runs.h"

int main(int count, char** arguments) {
    try {
        return twin::app::runProgram(std::vector<std::string>(arguments + 1, arguments + count));
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "twin: %s\n", fault.what());
        return 1;
    }
}
