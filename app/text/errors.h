// app/text/errors.h: errors from below in the person's language, as one line.
//
// scene and renderer speak English (they know no texts). What can go wrong often is looked at again here and said in
// the language; what is rare keeps its English detail behind a sentence in the language.
#pragma once

#include <filesystem>
#include <string>

#include "app/text/texts.h"
#include "scene/base/result.h"
#include "scene/session/session.h"

namespace twin::app {

/// Why a town file could not be opened.
[[nodiscard]] std::string sayCityError(const Texts& texts, const std::filesystem::path& path, const Error& error);
/// Why a script or journal stopped: file, line and reason.
[[nodiscard]] std::string sayPlayError(const Texts& texts, const std::filesystem::path& path, const Error& error,
                                       const session::Session& session);
/// Why this line of commands cannot be done.
[[nodiscard]] std::string sayCommandError(const Texts& texts, std::string_view line, const Error& error,
                                          const session::Session& session);
/// `warning` of the replay holds both hashes.
[[nodiscard]] std::string sayReplayDiffers(const Texts& texts, const std::string& warning);
[[nodiscard]] std::string sayVulkanError(const Texts& texts, const Error& error);
[[nodiscard]] std::string joinedViews(const session::Session& session);
/// One line without a line break, with a full stop, fit for a terminal.
[[nodiscard]] std::string oneLine(std::string text);

}  // namespace twin::app
