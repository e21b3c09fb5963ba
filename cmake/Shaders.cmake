# twin_shaders(<target> SOURCES file... [INCLUDE folder...] [DEFINE NAME=value...])
#
# Compiles each GLSL file (.vert, .frag, .comp, ...) to SPIR-V for Vulkan 1.3, checks it, and embeds it into <target> as
# `<file>.spv` under the symbol `shaders`: find_shaders("sky.frag.spv"), see Embed.cmake. Headers that a shader includes
# are followed. Debug builds keep names and lines in the SPIR-V. Call it once a target, in the folder that makes <target>.
find_program(TWIN_GLSLC glslc)
find_program(TWIN_SPIRV_VAL spirv-val)
mark_as_advanced(TWIN_GLSLC TWIN_SPIRV_VAL)

function(twin_shaders target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;INCLUDE;DEFINE")
  if(NOT TWIN_GLSLC)
    message(FATAL_ERROR "glslc is missing; tools/setup installs it.")
  endif()
  set(flags)
  foreach(folder IN LISTS arg_INCLUDE)
    cmake_path(ABSOLUTE_PATH folder BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    list(APPEND flags -I${folder})
  endforeach()
  foreach(definition IN LISTS arg_DEFINE)
    list(APPEND flags -D${definition})
  endforeach()

  set(folder ${CMAKE_CURRENT_BINARY_DIR}/shaders/${target})
  file(MAKE_DIRECTORY ${folder})
  set(compiled)
  foreach(source IN LISTS arg_SOURCES)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    cmake_path(GET source FILENAME name)
    set(output ${folder}/${name}.spv)
    set(check)
    if(TWIN_SPIRV_VAL)
      set(check COMMAND ${TWIN_SPIRV_VAL} --target-env vulkan1.3 --scalar-block-layout ${output})
    endif()
    add_custom_command(
      OUTPUT ${output}
      COMMAND ${TWIN_GLSLC} --target-env=vulkan1.3 -O "$<$<CONFIG:Debug>:-g>" ${flags}
              -MD -MT ${output} -MF ${output}.d -o ${output} ${source}
      ${check}
      DEPENDS ${source}
      DEPFILE ${output}.d
      COMMENT "Shader ${name}"
      COMMAND_EXPAND_LISTS VERBATIM)
    list(APPEND compiled ${output})
  endforeach()
  twin_embed(${target} shaders FILES ${compiled})
endfunction()
