# Names for the packages that bring no CMake target of their own, or one that links in the wrong order.
# Everything else is found where it is used: find_package(glfw3), find_package(Vulkan), ...
#
#   twin::imgui    Dear ImGui with its GLFW and Vulkan backends (Debian's static library, built with both)
#   twin::nova     libnova: where the sun stands
#   twin::zstd     Zstandard
#   twin::xxhash   xxHash
find_package(PkgConfig REQUIRED)

# Debian's libimgui.a holds its Vulkan backend, so Vulkan and GLFW must follow it on the linker's line, and its pkg-config
# file does not say so. The target is made only where all of them are present.
pkg_check_modules(imgui QUIET imgui)
find_package(glfw3 QUIET)
find_package(Vulkan QUIET)
if(imgui_FOUND AND TARGET glfw AND TARGET Vulkan::Vulkan AND NOT TARGET twin::imgui)
  find_library(TWIN_IMGUI_LIBRARY imgui HINTS ${imgui_LIBRARY_DIRS} REQUIRED)
  list(REMOVE_ITEM imgui_LIBRARIES imgui)
  add_library(twin_imgui UNKNOWN IMPORTED GLOBAL)
  set_target_properties(twin_imgui PROPERTIES
    IMPORTED_LOCATION ${TWIN_IMGUI_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES "${imgui_INCLUDE_DIRS}"
    INTERFACE_LINK_LIBRARIES "${imgui_LIBRARIES};glfw;Vulkan::Vulkan")
  add_library(twin::imgui ALIAS twin_imgui)
endif()

# A library of the system with a header and nothing else to say about itself.
function(twin_plain_library name header library)
  find_path(TWIN_${name}_INCLUDE_DIR ${header})
  find_library(TWIN_${name}_LIBRARY ${library})
  mark_as_advanced(TWIN_${name}_INCLUDE_DIR TWIN_${name}_LIBRARY)
  if(TWIN_${name}_INCLUDE_DIR AND TWIN_${name}_LIBRARY AND NOT TARGET twin::${name})
    add_library(twin_${name} UNKNOWN IMPORTED GLOBAL)
    set_target_properties(twin_${name} PROPERTIES
      IMPORTED_LOCATION ${TWIN_${name}_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES "${TWIN_${name}_INCLUDE_DIR}")
    add_library(twin::${name} ALIAS twin_${name})
  endif()
endfunction()
twin_plain_library(nova libnova/libnova.h nova)
twin_plain_library(zstd zstd.h zstd)
twin_plain_library(xxhash xxhash.h xxhash)
