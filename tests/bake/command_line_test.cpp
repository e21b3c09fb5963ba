// The program itself: exit codes, and that nothing is written when anything is wrong.
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/bake/small_town.h"

namespace twin::bake::testing {
namespace {

namespace fs = std::filesystem;

struct Ended {
    int code = -1;
    std::string text;
};

Ended run(const std::string& arguments, const fs::path& folder) {
    const fs::path log = folder / "log.txt";
    const int status =
        std::system(("'" TWIN_BIN_DIR "/twin-bake' " + arguments + " >'" + log.string() + "' 2>&1").c_str());
    std::ifstream in{log};
    std::stringstream text;
    text << in.rdbuf();
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text.str()};
}

TEST(CommandLine, BakesInfoAndAudit) {
    const fs::path folder = scratch("cli-good");
    const std::string city = (folder / "small.city").string();
    const Ended baked = run("-o '" + city + "' --assets '" + smallFolder().string() + "'", folder);
    EXPECT_EQ(baked.code, 0) << baked.text;
    EXPECT_NE(baked.text.find("100 %"), std::string::npos) << "progress is told";
    const Ended info = run("info '" + city + "'", folder);
    EXPECT_EQ(info.code, 0);
    EXPECT_NE(info.text.find("Mała"), std::string::npos) << info.text;
    EXPECT_NE(info.text.find("VERT"), std::string::npos);
    const Ended audit = run("audit --json '" + city + "'", folder);
    EXPECT_EQ(audit.code, 0) << audit.text;
    EXPECT_NE(audit.text.find("\"relation\": \"=\""), std::string::npos) << audit.text;
}

TEST(CommandLine, AFaultWritesNothingAndExitsWithTwo) {
    const fs::path folder = scratch("cli-fault");
    fs::copy(smallFolder(), folder / "assets", fs::copy_options::recursive);
    std::ofstream{folder / "assets/town/streets.geojson"} << "{";
    const Ended baked =
        run("-o '" + (folder / "x.city").string() + "' --assets '" + (folder / "assets").string() + "'", folder);
    EXPECT_EQ(baked.code, 2);
    EXPECT_NE(baked.text.find("town/streets.geojson: is not JSON at line 1"), std::string::npos) << baked.text;
    EXPECT_FALSE(fs::exists(folder / "x.city"));
}

TEST(CommandLine, BadArgumentsExitWithTwo) {
    const fs::path folder = scratch("cli-arguments");
    EXPECT_EQ(run("", folder).code, 2) << "no output named";
    EXPECT_EQ(run("--no-such-option", folder).code, 2);
    EXPECT_EQ(run("-o x.city --assets /nowhere", folder).code, 2);
    EXPECT_EQ(run("info /nowhere.city", folder).code, 2);
    EXPECT_EQ(run("--help", folder).code, 0);
}

TEST(CommandLine, NeutralSourcesAreBakedOrRefusedWhole) {
    const fs::path folder = scratch("cli-neutral");
    const std::string source = (fs::path{TWIN_SOURCE_DIR} / "tests/bake/neutral").string();
    const std::string city = (folder / "neutral.city").string();
    EXPECT_EQ(run("--neutral '" + source + "' -o '" + city + "'", folder).code, 0);
    EXPECT_TRUE(fs::exists(city));
    EXPECT_EQ(run("info '" + city + "'", folder).code, 0);
    const Ended none = run("--neutral '" + folder.string() + "' -o '" + (folder / "x.city").string() + "'", folder);
    EXPECT_EQ(none.code, 2);
    EXPECT_NE(none.text.find("terrain.asc: "), std::string::npos) << none.text;
    EXPECT_FALSE(fs::exists(folder / "x.city"));
}

TEST(CommandLine, ADamagedCityIsRefused) {
    const fs::path folder = scratch("cli-damaged");
    std::ofstream{folder / "bad.city"} << "KRASNIK\nnot really";
    const Ended audit = run("audit '" + (folder / "bad.city").string() + "'", folder);
    EXPECT_EQ(audit.code, 2) << audit.text;
    EXPECT_NE(audit.text.find("bad.city"), std::string::npos);
}

}  // namespace
}  // namespace twin::bake::testing
