// tests/program/run.h: starts a program as its users do, with a deadline, and keeps what it wrote.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace twin::test {

using Seconds = std::chrono::duration<double>;

/// Environment variables to set; an empty value takes the variable away.
using Environment = std::vector<std::pair<std::string, std::string>>;

struct Outcome {
    int code = -1;          ///< exit code; -1 while there is none (ended by a signal, or never started)
    int signal = 0;         ///< the signal that ended it
    bool timedOut = false;  ///< the deadline passed and it was killed
    std::string out, err;
    double seconds = 0;
};

/// A program that runs beside the test. Its end kills it, with its whole process group.
class Child {
public:
    /// Looks for `program` along PATH when it has no slash. Output goes to files below TWIN_TEST_OUTPUT_DIR.
    Child(const std::string& program, const std::vector<std::string>& arguments, const Environment& environment = {});
    Child(Child&&) noexcept;
    Child& operator=(Child&&) = delete;
    ~Child();

    [[nodiscard]] bool running();
    [[nodiscard]] pid_t pid() const noexcept { return pid_; }
    void sendSignal(int number);
    /// Waits for its end; kills it when the deadline passes.
    [[nodiscard]] Outcome wait(Seconds deadline);
    /// What it has written up to now.
    [[nodiscard]] std::string out() const;
    [[nodiscard]] std::string err() const;

private:
    bool reap(int options);
    pid_t pid_ = -1;
    bool ended_ = false;
    int status_ = 0;
    std::filesystem::path outFile_, errFile_;
    std::chrono::steady_clock::time_point start_;
};

[[nodiscard]] Outcome runProgram(const std::string& program, const std::vector<std::string>& arguments,
                                 const Environment& environment = {}, Seconds deadline = Seconds{60});

/// Asks again and again until the answer is yes. false when the deadline passes.
bool waitUntil(const std::function<bool()>& condition, Seconds deadline, Seconds pause = Seconds{0.05});

[[nodiscard]] std::string readFile(const std::filesystem::path& path);  ///< "" when there is none
void writeFile(const std::filesystem::path& path, std::string_view bytes);
[[nodiscard]] std::vector<std::string> linesOf(std::string_view text);  ///< without the empty ones

/// A folder of its own for the running test, emptied at its start: TWIN_TEST_OUTPUT_DIR/Suite.Name
[[nodiscard]] std::filesystem::path testFolder();

}  // namespace twin::test
