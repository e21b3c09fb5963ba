// tests/window/screen.h: a screen nobody sees (Xvfb and a window manager), and twin in a window on it, used by hand.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/program/picture.h"
#include "tests/program/run.h"
#include "tests/program/twin.h"

namespace twin::test {

inline constexpr int kScreenWidth = 1366, kScreenHeight = 768;
/// Long enough for a software device on a machine that builds something else.
inline constexpr Seconds kPatience{60};

/// An X server of its own on a free display, with openbox. Ends with the object.
class Screen {
public:
    Screen();
    [[nodiscard]] bool up() const noexcept { return !display_.empty(); }
    [[nodiscard]] const std::string& display() const noexcept { return display_; }
    /// The X server ends at once, as when a screen is unplugged.
    void unplug();
    /// xdotool with these words: real events through the server's test extension.
    Outcome xdotool(const Arguments& arguments) const;
    Outcome tool(const std::string& program, const Arguments& arguments) const;
    /// Everything on the screen, or one window.
    [[nodiscard]] std::optional<Picture> look(const std::string& window = "root") const;

private:
    Environment environment_;
    std::string display_;
    std::unique_ptr<Child> server_, manager_;
};

/// twin in a window of 1280x720, low quality.
class TwinWindow {
public:
    TwinWindow(const Screen& screen, const Arguments& more = {});

    /// Waits until the window stands and the first picture is in it.
    [[nodiscard]] bool open();
    [[nodiscard]] Child& child() noexcept { return *child_; }
    [[nodiscard]] const std::string& id() const noexcept { return id_; }

    /// What the program last wrote with --dump-ui: see Program::writeProbe.
    [[nodiscard]] nlohmann::json dump() const;
    /// Waits until what the program wrote satisfies the condition.
    [[nodiscard]] bool await(const std::function<bool(const nlohmann::json&)>& condition,
                             Seconds patience = kPatience) const;
    /// Nothing moves any more.
    [[nodiscard]] bool settle() const;
    [[nodiscard]] bool awaitJournal(const std::string& text) const;  ///< stands in the journal for recovery
    [[nodiscard]] bool awaitValue(const char* field, const nlohmann::json& value) const;
    [[nodiscard]] bool awaitSpot(const std::string& name, bool there = true) const;

    /// Names of spots that begin so.
    [[nodiscard]] std::vector<std::string> spots(const std::string& beginning) const;
    [[nodiscard]] std::optional<Area> spot(const std::string& name) const;

    void moveTo(int x, int y) const;  ///< pixels of the window
    void clickAt(int x, int y, int button = 1) const;
    /// Clicks into the middle of a named control; false when it is not on the screen.
    [[nodiscard]] bool click(const std::string& name) const;
    void press(const std::string& key) const;  ///< "ctrl+z"
    void type(const std::string& text) const;
    /// Where the picture is nobody's panel: the mouse rests there without touching a control.
    void rest() const;

    [[nodiscard]] std::optional<Picture> look() const { return screen_.look(id_); }
    /// Waits until the window's picture (in this area) differs from this one on at least this share of pixels.
    [[nodiscard]] bool awaitChange(const Picture& before, double share, std::optional<Area> area = {}) const;
    [[nodiscard]] bool awaitSame(const Picture& before, double share, std::optional<Area> area = {}) const;
    /// The journals for recovery, all lines of all of them.
    [[nodiscard]] std::string journal() const;

private:
    const Screen& screen_;
    std::filesystem::path dumpFile_;
    std::unique_ptr<Child> child_;
    std::string id_;
};

/// The part of a 1280x720 window between the panels: only town.
inline constexpr Area kTownArea{420, 130, 500, 330};

}  // namespace twin::test
