# twin_test(<target> LABEL unit|picture|replay|facts|window SOURCES file... [LIBS library...] [RESOURCE lock] [TIMEOUT s]
#           [WHOLE])
#
# One GoogleTest program; each of its tests is one test of ctest, named Suite.Name and carrying the label. Programs with
# the label unit need no GPU and no town; `unit_tests` builds all of them and nothing else (the sanitized builds do).
# WHOLE: all of its tests are one test of ctest, named as the program; for tests that share what is costly to start.
# RESOURCE names something that only one test may use at a time. Tests run in the repository's root, so they may open
# "assets/...", and write only below TWIN_TEST_OUTPUT_DIR.
add_custom_target(unit_tests)
set(TWIN_TEST_LABELS unit picture replay facts window)

function(twin_test target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "WHOLE" "LABEL;RESOURCE;TIMEOUT" "SOURCES;LIBS")
  if(NOT arg_LABEL IN_LIST TWIN_TEST_LABELS)
    message(FATAL_ERROR "twin_test(${target}): LABEL \"${arg_LABEL}\" is none of ${TWIN_TEST_LABELS}")
  endif()
  find_package(GTest REQUIRED)
  include(GoogleTest)
  add_executable(${target} ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE ${arg_LIBS} GTest::gtest GTest::gmock GTest::gmock_main)
  set(output ${CMAKE_BINARY_DIR}/test-output/${target})
  file(MAKE_DIRECTORY ${output})
  target_compile_definitions(${target} PRIVATE TWIN_TEST_OUTPUT_DIR="${output}"
    TWIN_SOURCE_DIR="${PROJECT_SOURCE_DIR}" TWIN_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  twin_warnings(${target})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  set(properties LABELS ${arg_LABEL} TIMEOUT ${arg_TIMEOUT})
  if(arg_RESOURCE)
    # These run one at a time: begun first, they do not end last and alone.
    list(APPEND properties RESOURCE_LOCK ${arg_RESOURCE} COST 1000)
  endif()
  if(arg_WHOLE)
    add_test(NAME ${target} COMMAND ${target} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${target} PROPERTIES ${properties} SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]")
  else()
    gtest_discover_tests(${target} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} DISCOVERY_TIMEOUT 60 PROPERTIES ${properties})
  endif()
  if(arg_LABEL STREQUAL "unit")
    add_dependencies(unit_tests ${target})
  endif()
endfunction()
