#include "tests/window/screen.h"

#include <signal.h>

#include <algorithm>

namespace twin::test {
namespace fs = std::filesystem;

namespace {
/// Water moves as long as the window is looked at: differences up to this (of 255) are its waves.
constexpr int kWaves = 30;
}  // namespace

Screen::Screen() {
    environment_ = ownHome();
    std::erase_if(environment_, [](const auto& one) { return one.first == "DISPLAY"; });
    server_ =
        std::make_unique<Child>("Xvfb",
                                Arguments{"-displayfd", "1", "-screen", "0",
                                          std::to_string(kScreenWidth) + "x" + std::to_string(kScreenHeight) + "x24",
                                          "-nolisten", "tcp", "-noreset", "-dpi", "96"},
                                environment_);
    waitUntil([this] { return server_->out().find('\n') != std::string::npos || !server_->running(); }, kPatience);
    const std::vector<std::string> lines = linesOf(server_->out());
    if (lines.empty()) {
        ADD_FAILURE() << "Xvfb did not start: " << server_->err();
        return;
    }
    environment_.emplace_back("DISPLAY", ":" + lines.front());
    manager_ = std::make_unique<Child>("openbox", Arguments{"--sm-disable"}, environment_);
    const bool managed = waitUntil(
        [this] {
            return tool("xprop", {"-root", "_NET_SUPPORTING_WM_CHECK"}).out.find("window id") != std::string::npos ||
                   !manager_->running();
        },
        kPatience);
    if (!managed || !manager_->running()) {
        ADD_FAILURE() << "openbox did not start: " << manager_->err();
        return;
    }
    display_ = ":" + lines.front();
}

void Screen::unplug() {
    server_->sendSignal(SIGKILL);
    (void)server_->wait(kPatience);
}

Outcome Screen::tool(const std::string& program, const Arguments& arguments) const {
    return runProgram(program, arguments, environment_, kPatience);
}

Outcome Screen::xdotool(const Arguments& arguments) const {
    Outcome outcome = tool("xdotool", arguments);
    EXPECT_EQ(outcome.code, 0) << "xdotool " << testing::PrintToString(arguments) << ": " << outcome.err;
    return outcome;
}

std::optional<Picture> Screen::look(const std::string& window) const {
    if (window.empty()) return std::nullopt;  // import would wait for a click
    const fs::path file = testFolder() / "screen.png";
    const Outcome outcome = tool("import", {"-silent", "-window", window, "-depth", "8", "-quality", "0", file});
    if (outcome.code != 0) {
        ADD_FAILURE() << "import: " << outcome.err;
        return std::nullopt;
    }
    return readPng(file);
}

TwinWindow::TwinWindow(const Screen& screen, const Arguments& more) : screen_{screen} {
    static int counter = 0;
    dumpFile_ = testFolder() / ("ui-" + std::to_string(++counter) + ".json");
    fs::remove(dumpFile_);
    Arguments arguments{townFile(), "--quality", "low",       "--size", "1280x720",
                        "--hour",   "12:00",     "--dump-ui", dumpFile_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Environment environment = ownHome();
    std::erase_if(environment, [](const auto& one) { return one.first == "DISPLAY"; });
    environment.emplace_back("DISPLAY", screen.display());
    child_ = std::make_unique<Child>(twinProgram(), arguments, environment);
}

bool TwinWindow::open() {
    const std::string pid = std::to_string(child_->pid());
    const bool found = waitUntil(
        [&] {
            const std::vector<std::string> ids =
                linesOf(screen_.tool("xdotool", {"search", "--onlyvisible", "--pid", pid}).out);
            if (!ids.empty()) id_ = ids.back();
            return !id_.empty() || !child_->running();
        },
        kPatience, Seconds{0.2});
    if (!found || id_.empty()) {
        ADD_FAILURE() << "no window: " << child_->err();
        return false;
    }
    if (!await([](const nlohmann::json& now) { return now.value("frame", 0) > 0 && now.contains("spots"); })) {
        ADD_FAILURE() << "no picture in the window: " << child_->err();
        return false;
    }
    screen_.xdotool({"windowactivate", "--sync", id_});
    rest();
    return settle();
}

nlohmann::json TwinWindow::dump() const {
    nlohmann::json json = readJson(dumpFile_);
    return json.is_object() ? json : nlohmann::json::object();
}

bool TwinWindow::await(const std::function<bool(const nlohmann::json&)>& condition, Seconds patience) const {
    bool yes = false;
    waitUntil(
        [&] {
            yes = condition(dump());
            return yes || !child_->running();
        },
        patience);
    return yes;
}

bool TwinWindow::settle() const {
    int quiet = 0;
    int frame = -1;
    return waitUntil(
        [&] {
            const nlohmann::json now = dump();
            quiet = now.value("idle", false) && now.value("frame", 0) == frame ? quiet + 1 : 0;
            frame = now.value("frame", 0);
            return quiet >= 3 || !child_->running();
        },
        kPatience, Seconds{0.15});
}

bool TwinWindow::awaitValue(const char* field, const nlohmann::json& value) const {
    return await([&](const nlohmann::json& now) { return now.contains(field) && now[field] == value; });
}

bool TwinWindow::awaitSpot(const std::string& name, bool there) const {
    return await(
        [&](const nlohmann::json& now) { return (now.contains("spots") && now["spots"].contains(name)) == there; });
}

bool TwinWindow::awaitJournal(const std::string& text) const {
    return waitUntil([&] { return journal().find(text) != std::string::npos; }, kPatience);
}

std::vector<std::string> TwinWindow::spots(const std::string& beginning) const {
    std::vector<std::string> names;
    const nlohmann::json now = dump();
    if (!now.contains("spots")) return names;
    for (const auto& [name, place] : now["spots"].items()) {
        if (name.starts_with(beginning) && place[2] > 4 && place[3] > 4) names.push_back(name);
    }
    return names;
}

std::optional<Area> TwinWindow::spot(const std::string& name) const {
    const nlohmann::json now = dump();
    if (!now.contains("spots") || !now["spots"].contains(name)) return std::nullopt;
    const nlohmann::json& at = now["spots"][name];
    const auto whole = [&](std::size_t i) { return static_cast<int>(at[i].get<double>()); };
    const Area area{whole(0), whole(1), whole(2), whole(3)};
    return area.width > 2 && area.height > 2 ? std::optional{area} : std::nullopt;
}

void TwinWindow::moveTo(int x, int y) const {
    screen_.xdotool({"mousemove", "--window", id_, std::to_string(x), std::to_string(y)});
}

void TwinWindow::clickAt(int x, int y, int button) const {
    moveTo(x, y);
    screen_.xdotool({"click", std::to_string(button)});
}

bool TwinWindow::click(const std::string& name) const {
    if (!awaitSpot(name)) return false;
    (void)settle();
    const std::optional<Area> area = spot(name);
    if (!area) return false;
    clickAt(area->x + area->width / 2, area->y + area->height / 2);
    return true;
}

void TwinWindow::press(const std::string& key) const { screen_.xdotool({"key", key}); }
void TwinWindow::type(const std::string& text) const { screen_.xdotool({"type", "--delay", "30", text}); }
void TwinWindow::rest() const { moveTo(700, 100); }

bool TwinWindow::awaitChange(const Picture& before, double share, std::optional<Area> area) const {
    const Area where = area.value_or(Area{0, 0, before.width, before.height});
    return waitUntil(
        [&] {
            const std::optional<Picture> now = look();
            return now && shareDiffering(before.cut(where), now->cut(where), kWaves) >= share;
        },
        kPatience, Seconds{0.3});
}

bool TwinWindow::awaitSame(const Picture& before, double share, std::optional<Area> area) const {
    const Area where = area.value_or(Area{0, 0, before.width, before.height});
    return waitUntil(
        [&] {
            const std::optional<Picture> now = look();
            return now && shareDiffering(before.cut(where), now->cut(where), kWaves) <= share;
        },
        kPatience, Seconds{0.3});
}

std::string TwinWindow::journal() const {
    std::string all;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator{recoveryFolderOfTest(), none}) all += readFile(entry.path());
    return all;
}

}  // namespace twin::test
