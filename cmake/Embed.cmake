# twin_embed(<target> <symbol> FILES file... [BASE folder])
#
# Puts the bytes of files into <target> and makes a header <symbol>.h for it:
#
#   namespace twin::embedded {
#   std::optional<std::string_view> find_<symbol>(std::string_view name);      // the bytes, or nothing
#   std::optional<std::span<const std::byte>> bytes_<symbol>(std::string_view name);
#   std::span<const std::string_view> names_<symbol>();                        // sorted
#   }
#
# A file goes by its name, or by its path below BASE where that is given. Data starts at a multiple of 16 bytes, so that
# SPIR-V can be handed over in place. The assembler reads the files themselves (.incbin): nothing is turned into text, and
# a changed file costs one run of the assembler. Call it in the folder that makes <target>.
function(twin_embed target symbol)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "BASE" "FILES")
  if(NOT arg_FILES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "twin_embed(${target} ${symbol} FILES file... [BASE folder]): no files, or a word too many")
  endif()

  set(names)
  foreach(file IN LISTS arg_FILES)
    cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    if(arg_BASE)
      set(base ${arg_BASE})
      cmake_path(ABSOLUTE_PATH base BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
      cmake_path(RELATIVE_PATH file BASE_DIRECTORY ${base} OUTPUT_VARIABLE name)
    else()
      cmake_path(GET file FILENAME name)
    endif()
    if(DEFINED path_${name})
      message(FATAL_ERROR "twin_embed(${target} ${symbol}): two files are called ${name}")
    endif()
    set("path_${name}" "${file}")
    list(APPEND names "${name}")
  endforeach()
  list(SORT names)

  set(index 0)
  set(paths)
  set(assembly ".section .rodata\n")
  set(declarations)
  set(entries)
  set(list_of_names)
  foreach(name IN LISTS names)
    set(label twin_embedded_${symbol}_${index})
    string(APPEND assembly ".balign 16\n.globl ${label}, ${label}_end\n.hidden ${label}, ${label}_end\n"
      "${label}:\n.incbin \"${path_${name}}\"\n${label}_end:\n.byte 0\n")
    string(APPEND declarations "extern const char ${label}[];\nextern const char ${label}_end[];\n")
    string(APPEND entries "    Entry{${label}, ${label}_end},\n")
    string(APPEND list_of_names "    \"${name}\",\n")
    list(APPEND paths "${path_${name}}")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",%progbits\n")

  set(folder ${CMAKE_CURRENT_BINARY_DIR}/embedded/${target})
  file(CONFIGURE OUTPUT ${folder}/${symbol}_data.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${folder}/${symbol}.h CONTENT [[
// Made by cmake/Embed.cmake. NOLINTBEGIN
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace twin::embedded {
std::optional<std::string_view> find_@symbol@(std::string_view name);
std::optional<std::span<const std::byte>> bytes_@symbol@(std::string_view name);
std::span<const std::string_view> names_@symbol@();
}  // namespace twin::embedded
// NOLINTEND
]] @ONLY)
  file(CONFIGURE OUTPUT ${folder}/${symbol}.cpp CONTENT [[
// Made by cmake/Embed.cmake. NOLINTBEGIN
#include "@symbol@.h"

#include <algorithm>
#include <array>

extern "C" {
@declarations@}

namespace twin::embedded {
namespace {
struct Entry {
    const char* begin;
    const char* end;
};
constexpr std::array<std::string_view, @index@> kNames{
@list_of_names@};
const std::array<Entry, @index@> kEntries{
@entries@};
}  // namespace

std::optional<std::string_view> find_@symbol@(std::string_view name) {
    const auto at = std::lower_bound(kNames.begin(), kNames.end(), name);
    if (at == kNames.end() || *at != name) return std::nullopt;
    const Entry& entry = kEntries[static_cast<std::size_t>(at - kNames.begin())];
    return std::string_view(entry.begin, static_cast<std::size_t>(entry.end - entry.begin));
}

std::optional<std::span<const std::byte>> bytes_@symbol@(std::string_view name) {
    const std::optional<std::string_view> text = find_@symbol@(name);
    if (!text) return std::nullopt;
    return std::as_bytes(std::span(text->data(), text->size()));
}

std::span<const std::string_view> names_@symbol@() {
    return kNames;
}
}  // namespace twin::embedded
// NOLINTEND
]] @ONLY)

  set_source_files_properties(${folder}/${symbol}_data.S PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE ${folder}/${symbol}_data.S ${folder}/${symbol}.cpp)
  target_include_directories(${target} PUBLIC ${folder})
endfunction()
