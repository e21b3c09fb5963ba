#include "tests/program/run.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <thread>

extern char** environ;

namespace twin::test {
namespace fs = std::filesystem;

namespace {

std::vector<std::string> environmentWith(const Environment& changes) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text{*entry};
        const std::string_view name = text.substr(0, text.find('='));
        const bool changed =
            std::any_of(changes.begin(), changes.end(), [&](const auto& c) { return c.first == name; });
        if (!changed) all.emplace_back(text);
    }
    for (const auto& [name, value] : changes) {
        if (!value.empty()) all.push_back(name + "=" + value);
    }
    return all;
}

std::vector<char*> pointersTo(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

Child::Child(const std::string& program, const std::vector<std::string>& arguments, const Environment& environment)
    : start_{std::chrono::steady_clock::now()} {
    static std::atomic<int> counter{0};
    const fs::path folder = fs::path{TWIN_TEST_OUTPUT_DIR} / "children";
    fs::create_directories(folder);
    const std::string stem = std::to_string(::getpid()) + "-" + std::to_string(++counter);
    outFile_ = folder / (stem + ".out");
    errFile_ = folder / (stem + ".err");

    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables = environmentWith(environment);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, outFile_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errFile_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    if (::posix_spawnp(&pid_, program.c_str(), &actions, &attributes, pointersTo(words).data(),
                       pointersTo(variables).data()) != 0) {
        pid_ = -1;
        ended_ = true;
        status_ = 127 << 8;
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
}

Child::Child(Child&& other) noexcept
    : pid_{std::exchange(other.pid_, -1)},
      ended_{std::exchange(other.ended_, true)},
      status_{other.status_},
      outFile_{std::move(other.outFile_)},
      errFile_{std::move(other.errFile_)},
      start_{other.start_} {}

Child::~Child() {
    if (pid_ > 0 && !ended_) {
        sendSignal(SIGKILL);
        reap(0);
    }
    std::error_code ignored;
    if (!outFile_.empty()) fs::remove(outFile_, ignored);
    if (!errFile_.empty()) fs::remove(errFile_, ignored);
}

bool Child::reap(int options) {
    while (!ended_) {
        const pid_t got = ::waitpid(pid_, &status_, options);
        if (got == pid_)
            ended_ = true;
        else if (got == 0 || errno != EINTR)
            break;
    }
    return ended_;
}

bool Child::running() { return pid_ > 0 && !reap(WNOHANG); }

void Child::sendSignal(int number) {
    // A stop would end the group's other members too, so only the last word goes to all of them.
    if (pid_ <= 0 || ended_) return;
    if (number == SIGKILL) ::kill(-pid_, number);
    ::kill(pid_, number);
}

Outcome Child::wait(Seconds deadline) {
    Outcome outcome;
    if (!waitUntil([this] { return !running(); }, deadline, Seconds{0.01})) {
        outcome.timedOut = true;
        sendSignal(SIGKILL);
        reap(0);
    }
    outcome.seconds = Seconds{std::chrono::steady_clock::now() - start_}.count();
    if (WIFEXITED(status_)) outcome.code = WEXITSTATUS(status_);
    if (WIFSIGNALED(status_)) outcome.signal = WTERMSIG(status_);
    outcome.out = out();
    outcome.err = err();
    return outcome;
}

std::string Child::out() const { return readFile(outFile_); }
std::string Child::err() const { return readFile(errFile_); }

Outcome runProgram(const std::string& program, const std::vector<std::string>& arguments,
                   const Environment& environment, Seconds deadline) {
    return Child{program, arguments, environment}.wait(deadline);
}

bool waitUntil(const std::function<bool()>& condition, Seconds deadline, Seconds pause) {
    const auto end = std::chrono::steady_clock::now() + deadline;
    while (!condition()) {
        if (std::chrono::steady_clock::now() >= end) return condition();
        std::this_thread::sleep_for(pause);
    }
    return true;
}

std::string readFile(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void writeFile(const fs::path& path, std::string_view bytes) {
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0) lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

fs::path testFolder() {
    static std::string emptied;
    const testing::TestInfo* info = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = info == nullptr ? "none" : std::string{info->test_suite_name()} + "." + info->name();
    std::replace(name.begin(), name.end(), '/', '-');
    const fs::path folder = fs::path{TWIN_TEST_OUTPUT_DIR} / name;
    if (emptied != name) {
        emptied = name;
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    return folder;
}

}  // namespace twin::test
