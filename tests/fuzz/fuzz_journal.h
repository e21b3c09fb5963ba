// tests/fuzz/fuzz_journal.h: any text as a script or a journal, a command line, and a saved state.
#pragma once

#include <string_view>

namespace twin::test {

/// Plays the text into a session of the tiny town. Whatever happened, the session must be whole afterwards: its state
/// saves and restores to the same hash. Aborts when it does not.
/// @return whether all of it could be played.
bool fuzzJournal(std::string_view text);

}  // namespace twin::test
