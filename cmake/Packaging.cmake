# What `cmake --install` and `cpack` take: the programs, the baked town, desktop entry, icon, man page, and the licences of
# what is linked in. `cpack --config build/release/CPackConfig.cmake` makes the Debian package. The town is baked while
# installing, so the package always holds the one that belongs to its programs.
include(GNUInstallDirs)
set(packaging ${PROJECT_SOURCE_DIR}/app/packaging)
set(data ${CMAKE_INSTALL_DATADIR}/krasnik-twin)

foreach(program twin twin-bake twin-import)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()

if(TARGET twin-bake)
  install(CODE "
    execute_process(
      COMMAND ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/twin-bake -o ${CMAKE_BINARY_DIR}/package/krasnik.city
              --assets ${PROJECT_SOURCE_DIR}/assets/krasnik
      OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)")
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/package)
  install(FILES ${CMAKE_BINARY_DIR}/package/krasnik.city DESTINATION ${data})
endif()

install(FILES ${packaging}/krasnik-twin.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${packaging}/krasnik-twin.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES ${packaging}/twin.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

# Linked in whole or as headers: their notices travel with the programs. The rest is depended upon as packages.
foreach(package libimgui-dev libstb-dev libvulkan-memory-allocator-dev libglm-dev nlohmann-json3-dev libcli11-dev
        libspdlog-dev libfmt-dev libhowardhinnant-date-dev libxxhash-dev)
  install(FILES /usr/share/doc/${package}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR}/licences RENAME ${package}
          OPTIONAL)
endforeach()
if(EXISTS ${PROJECT_SOURCE_DIR}/LICENSE)
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME krasnik-twin)
set(CPACK_PACKAGE_CONTACT "Kraśnik 2030 Twin <krasnik-twin@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "3D twin of the town of Kraśnik, from 2024 to the plan for 2030")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/package)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Beside the libraries: the font, the grids and zones the libraries read, and a Vulkan driver for machines without a GPU.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-inter, proj-data, tzdata")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "mesa-vulkan-drivers")
include(CPack)
