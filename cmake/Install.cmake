# SPDX-License-Identifier: MIT
# What `cmake --install` puts where, and how other programs find it: vikt.pc and a CMake package.
include(CMakePackageConfigHelpers)

set_target_properties(vikt_shared PROPERTIES EXPORT_NAME vikt)
set_target_properties(vikt_static PROPERTIES EXPORT_NAME static)

install(TARGETS vikt_shared vikt_static EXPORT viktTargets
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(TARGET vikt)
  install(TARGETS vikt RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY include/vikt DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY rules DESTINATION ${CMAKE_INSTALL_DATADIR}/vikt PATTERN "*.db" EXCLUDE)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/vikt)
install(EXPORT viktTargets NAMESPACE vikt:: DESTINATION ${package_dir})
configure_package_config_file(cmake/viktConfig.cmake.in viktConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(viktConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/viktConfig.cmake ${PROJECT_BINARY_DIR}/viktConfigVersion.cmake
  DESTINATION ${package_dir})

# Relative, so that `cmake --install --prefix ELSEWHERE` and packages that are moved stay right.
file(RELATIVE_PATH pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(cmake/vikt.pc.in vikt.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/vikt.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
