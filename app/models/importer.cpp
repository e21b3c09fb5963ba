#include "app/models/importer.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "app/base/paths.h"
#include "app/models/mesh_file.h"

extern char** environ;  // NOLINT

namespace twin::app {

namespace {

constexpr std::size_t kMostText = 64 * 1024;

void closeIfOpen(int& descriptor) {
    if (descriptor >= 0) ::close(descriptor);
    descriptor = -1;
}

void readSome(int descriptor, std::string& text) {
    if (descriptor < 0) return;
    char buffer[4096];
    ssize_t got = 0;
    while ((got = ::read(descriptor, buffer, sizeof buffer)) > 0) {
        if (text.size() < kMostText) text.append(buffer, static_cast<std::size_t>(got));
    }
}

std::string firstLine(std::string text) {
    text.resize(std::min(text.find('\n'), text.size()));
    while (!text.empty() && (text.back() == '.' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
    return text;
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        if (end > from) lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

}  // namespace

Importer::~Importer() { cancel(); }

double Importer::seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
}

Result<Ok> Importer::start(const std::filesystem::path& model, const Texts& texts) {
    cancel();
    std::error_code fault;
    if (!std::filesystem::is_regular_file(model, fault))
        return Error{Errc::NotFound, texts.say("error.model.missing", {model.string()})};
    const std::filesystem::path program = programFolder() / "twin-import";
    if (!std::filesystem::is_regular_file(program, fault))
        return Error{Errc::Internal, texts.get("error.model.importer")};
    std::filesystem::path folder = std::filesystem::temp_directory_path(fault);
    if (fault) folder = "/tmp";
    static int counter = 0;
    mesh_ = folder / ("twin-" + std::to_string(::getpid()) + "-" + std::to_string(++counter) + ".tmesh");
    model_ = model;
    outputText_.clear();
    errorText_.clear();
    late_ = false;

    int out[2] = {-1, -1};
    int err[2] = {-1, -1};
    if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0) {
        const std::string reason = std::strerror(errno);
        for (int* end : {&out[0], &out[1], &err[0], &err[1]}) closeIfOpen(*end);
        return Error{Errc::Internal, texts.say("error.model.broken", {model.string(), reason})};
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
    std::vector<std::string> words{program.string(), model.string(), "-o", mesh_.string()};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const int refused = ::posix_spawn(&child_, program.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(out[1]);
    ::close(err[1]);
    output_ = out[0];
    errors_ = err[0];
    if (refused != 0) {
        child_ = -1;
        cleanUp();
        return Error{Errc::Internal, texts.get("error.model.importer")};
    }
    ::fcntl(output_, F_SETFL, O_NONBLOCK);
    ::fcntl(errors_, F_SETFL, O_NONBLOCK);
    started_ = std::chrono::steady_clock::now();
    return Ok{};
}

void Importer::drain() {
    readSome(output_, outputText_);
    readSome(errors_, errorText_);
}

void Importer::cleanUp() {
    closeIfOpen(output_);
    closeIfOpen(errors_);
    std::error_code ignored;
    if (!mesh_.empty()) std::filesystem::remove(mesh_, ignored);
}

void Importer::cancel() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    int status = 0;
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
    child_ = -1;
    cleanUp();
}

std::optional<Result<ImportedModel>> Importer::poll(const Texts& texts) {
    if (child_ <= 0) return std::nullopt;
    drain();
    if (!late_ && seconds() > kMostSeconds) {
        late_ = true;
        ::kill(child_, SIGKILL);
    }
    int status = 0;
    const pid_t ended = ::waitpid(child_, &status, WNOHANG);
    if (ended == 0 || (ended < 0 && errno == EINTR)) return std::nullopt;
    drain();
    child_ = -1;
    Result<ImportedModel> outcome = finish(status, texts);
    cleanUp();
    return outcome;
}

/// twin-import says why in English; what happens most often has a sentence of its own in each language.
std::string Importer::sayRefusal(const Texts& texts, const std::string& name, const std::string& reason) {
    const auto says = [&](std::string_view words) { return reason.find(words) != std::string::npos; };
    if (reason.empty()) return texts.say("error.model.crashed", {name});
    if (says("are not models that can be read")) return texts.say("error.model.format", {name});
    if (says("contains no surfaces")) return texts.say("error.model.empty", {name});
    return texts.say("error.model.broken", {name, reason});
}

Result<ImportedModel> Importer::finish(int status, const Texts& texts) {
    const std::string name = model_.filename().string();
    if (late_) return Error{Errc::BadData, texts.say("error.model.time", {name, std::to_string(kMostSeconds)})};
    if (!WIFEXITED(status)) return Error{Errc::BadData, texts.say("error.model.crashed", {name})};
    if (WEXITSTATUS(status) != 0) {
        const std::string reason = firstLine(errorText_);
        return Error{Errc::BadData, sayRefusal(texts, name, reason)};
    }
    Result<ImportedModel> read = readMeshFile(mesh_);
    if (!read) return Error{Errc::BadData, texts.say("error.model.broken", {name, read.error().what})};
    read->notes = linesOf(outputText_);
    return read;
}

Result<ImportedModel> Importer::run(const std::filesystem::path& model, const Texts& texts) {
    if (const Result<Ok> started = start(model, texts); !started) return started.error();
    while (true) {
        if (std::optional<Result<ImportedModel>> outcome = poll(texts)) return std::move(*outcome);
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

}  // namespace twin::app
