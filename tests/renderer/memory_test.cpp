// What stays resident of the process on a software device.
#include <fstream>
#include <sstream>
#include <string>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

/// KiB resident of the code of LLVM, with which Mesa's software device compiles.
long compilerCodeKiB() {
    std::ifstream maps{"/proc/self/smaps"};
    long sum = 0;
    bool code = false;
    for (std::string line; std::getline(maps, line);) {
        if (line.find("r-xp") != std::string::npos || line.find("---p") != std::string::npos ||
            line.find("r--p") != std::string::npos || line.find("rw-p") != std::string::npos)
            code = line.find("r-xp") != std::string::npos && line.find("libLLVM") != std::string::npos;
        if (!code || line.compare(0, 4, "Rss:") != 0) continue;
        std::istringstream number{line.substr(4)};
        long kib = 0;
        number >> kib;
        sum += kib;
    }
    return sum;
}

TEST_F(PictureTest, TheCompilersCodeDoesNotStayInMemory) {
    const Image first = draw(usualView());
    const long before = compilerCodeKiB();
    if (before == 0) {
        EXPECT_EQ(renderer().device().name.find("llvmpipe"), std::string::npos) << "a software device has compiled";
        return;
    }
    EXPECT_GT(before, 1000);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(shareDifferent(first, draw(usualView())), 0);
    EXPECT_LT(compilerCodeKiB(), before / 2);
}

}  // namespace
}  // namespace twin::test
