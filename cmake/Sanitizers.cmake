# TWIN_SANITIZE = address | undefined | thread | address,undefined: for every target, so that no two halves of a program disagree.
if(TWIN_SANITIZE)
  if(NOT TWIN_SANITIZE MATCHES "^(address|undefined|thread|address,undefined)$")
    message(FATAL_ERROR "TWIN_SANITIZE is \"${TWIN_SANITIZE}\"; it may be address, undefined, thread, or address,undefined.")
  endif()
  add_compile_options("$<$<COMPILE_LANGUAGE:C,CXX>:-fsanitize=${TWIN_SANITIZE};-fno-omit-frame-pointer;-g1>")  # lines are enough for a finding
  if(TWIN_SANITIZE MATCHES "undefined")
    add_compile_options("$<$<COMPILE_LANGUAGE:C,CXX>:-fno-sanitize-recover=all>")  # a finding fails the test
  endif()
  add_link_options(-fsanitize=${TWIN_SANITIZE})
endif()
