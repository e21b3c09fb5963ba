# twin_warnings(target): the warnings that every target of ours is built with.
function(twin_warnings target)
  set(warnings -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
  if(TWIN_WARNINGS_AS_ERRORS)
    list(APPEND warnings -Werror)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # False alarms inside libstdc++'s string and vector once optimised: GCC bugs 105651, 105329, 107852.
    list(APPEND warnings -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
    if(TWIN_SANITIZE)
      list(APPEND warnings -Wno-maybe-uninitialized)  # the sanitizers' own checks confuse it: GCC bug 105562
    endif()
  endif()
  target_compile_options(${target} PRIVATE "$<$<COMPILE_LANGUAGE:C,CXX>:${warnings}>")
endfunction()
