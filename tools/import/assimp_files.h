// tools/import/assimp_files.h: lets Assimp read only what ModelFolder allows.
#pragma once

#include <assimp/IOStream.hpp>
#include <assimp/IOSystem.hpp>
#include <cstddef>
#include <string>
#include <vector>

#include "tools/import/folder.h"

namespace twin::import {

/// Hands out the model itself from memory, and files beside it that ModelFolder finds. Everything else is not there.
class AssimpFiles final : public Assimp::IOSystem {
public:
    /// `name` is what Assimp is told to open; `others`: whether it may open what lies beside.
    AssimpFiles(const ModelFolder& folder, std::string name, const std::vector<std::byte>& model, bool others)
        : folder_{folder}, name_{std::move(name)}, model_{model}, others_{others} {}

    bool Exists(const char* file) const override;
    char getOsSeparator() const override { return '/'; }
    Assimp::IOStream* Open(const char* file, const char* mode) override;
    void Close(Assimp::IOStream* stream) override { delete stream; }

private:
    const ModelFolder& folder_;
    std::string name_;
    const std::vector<std::byte>& model_;
    bool others_;
};

}  // namespace twin::import
