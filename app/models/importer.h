// app/models/importer.h: reads a model file of others in the child process twin-import, under limits of time and memory.
//
// The child never takes the program down: a crash, a hang or a refusal becomes one sentence. Run it with start() and
// poll(), or run() to wait. One model at a time.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/text/texts.h"
#include "renderer/renderer.h"
#include "scene/base/result.h"

namespace twin::app {

struct ImportedModel {
    render::ModelData data;
    std::array<float, 3> sizeM{};
    std::vector<std::string> notes;  ///< what the reader wants people to know, one sentence each
};

class Importer {
public:
    static constexpr int kMostSeconds = 30;

    Importer() = default;
    ~Importer();
    Importer(const Importer&) = delete;
    Importer& operator=(const Importer&) = delete;

    [[nodiscard]] Result<Ok> start(const std::filesystem::path& model, const Texts& texts);
    [[nodiscard]] bool running() const noexcept { return child_ > 0; }
    [[nodiscard]] const std::filesystem::path& model() const noexcept { return model_; }
    [[nodiscard]] double seconds() const;
    /// The outcome, once; nothing while it runs.
    [[nodiscard]] std::optional<Result<ImportedModel>> poll(const Texts& texts);
    void cancel();
    [[nodiscard]] Result<ImportedModel> run(const std::filesystem::path& model, const Texts& texts);

private:
    void drain();
    void cleanUp();
    [[nodiscard]] Result<ImportedModel> finish(int status, const Texts& texts);
    [[nodiscard]] static std::string sayRefusal(const Texts& texts, const std::string& name, const std::string& reason);

    pid_t child_ = -1;
    int output_ = -1, errors_ = -1;
    std::string outputText_, errorText_;
    std::filesystem::path model_, mesh_;
    std::chrono::steady_clock::time_point started_;
    bool late_ = false;
};

}  // namespace twin::app
