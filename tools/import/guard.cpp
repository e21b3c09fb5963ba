#include "tools/import/guard.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <string>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TWIN_SANITIZED 1
#include <sanitizer/common_interface_defs.h>
#endif

namespace twin::import {
namespace {

constexpr int kRefused = 2;

// Set once in raiseGuard() and read in signal handlers, where nothing may be built any more.
int reportTo = STDERR_FILENO;
int noteTo = STDOUT_FILENO;
std::array<char, 160> tooMuchMemory{};
std::array<char, 160> tooMuchTime{};
std::array<char, 64 * 1024> signalStack{};
constexpr char kBroke[] = "the reader broke on this file: it is damaged or uses something the reader does not know.\n";

void say(const char* line, std::size_t length) {
    while (length > 0) {
        const ssize_t written = ::write(reportTo, line, length);
        if (written <= 0) return;
        line += written;
        length -= static_cast<std::size_t>(written);
    }
}

[[noreturn]] void sayAndLeave(const char* line) {
    say(line, std::strlen(line));
    ::_exit(kRefused);
}

extern "C" void onCrash(int) { sayAndLeave(kBroke); }
extern "C" void onTime(int) { sayAndLeave(tooMuchTime.data()); }

void onNoMemory() { sayAndLeave(tooMuchMemory.data()); }

void keep(std::array<char, 160>& line, const std::string& text) {
    std::memcpy(line.data(), text.data(), std::min(text.size(), line.size() - 1));
}

void handle(int signal, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

void limit(__rlimit_resource resource, rlim_t value) {
    struct rlimit old {};
    if (getrlimit(resource, &old) != 0) return;
    const rlim_t most = old.rlim_max == RLIM_INFINITY ? value : std::min(value, old.rlim_max);
    const struct rlimit wanted { most, most };
    setrlimit(resource, &wanted);
}

void silence() {
    reportTo = ::dup(STDERR_FILENO);
    noteTo = ::dup(STDOUT_FILENO);
    if (reportTo < 0) reportTo = STDERR_FILENO;
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0) return;
    if (noteTo >= 0) ::dup2(nowhere, STDOUT_FILENO);
    if (reportTo != STDERR_FILENO) ::dup2(nowhere, STDERR_FILENO);
#ifdef TWIN_SANITIZED
    __sanitizer_set_report_fd(reinterpret_cast<void*>(static_cast<std::intptr_t>(reportTo)));
#endif
    ::close(nowhere);
}

}  // namespace

void raiseGuard(const GuardLimits& limits) {
    silence();
    keep(tooMuchMemory, "the file would need more than " + std::to_string(limits.memoryMib) + " MiB of memory.\n");
    keep(tooMuchTime, "reading the file takes longer than " + std::to_string(limits.seconds) + " seconds.\n");
    stack_t stack{};
    stack.ss_sp = signalStack.data();
    stack.ss_size = signalStack.size();
    sigaltstack(&stack, nullptr);
    for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS, SIGTRAP}) handle(signal, onCrash);
    for (const int signal : {SIGALRM, SIGXCPU, SIGXFSZ}) handle(signal, onTime);
    std::set_new_handler(onNoMemory);
    std::set_terminate([] { sayAndLeave(kBroke); });
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 64);
    limit(RLIMIT_FSIZE, rlim_t{4} << 30U);
    limit(RLIMIT_STACK, rlim_t{64} << 20U);
    const rlim_t cpu = limits.seconds;
    const struct rlimit cpuLimit { cpu, cpu + 2 };
    setrlimit(RLIMIT_CPU, &cpuLimit);
#ifndef TWIN_SANITIZED
    limit(RLIMIT_AS, rlim_t{limits.memoryMib} << 20U);
#endif
    ::alarm(limits.seconds);
}

void restoreOutput() {
    if (noteTo >= 0) ::dup2(noteTo, STDOUT_FILENO);
}

void refuse(std::string_view sentence) {
    ::alarm(0);
    std::string line{sentence};
    while (!line.empty() && (line.back() == '.' || line.back() == '\n' || line.back() == ' ')) line.pop_back();
    std::replace(line.begin(), line.end(), '\n', ' ');
    line += ".\n";
    say(line.data(), line.size());
    ::_exit(kRefused);
}

}  // namespace twin::import
