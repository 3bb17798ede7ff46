# find_package(tvpass) gives the target tvpass::tvpass, for C and for C++.
#
# Installed by install.sh there is one library. In the unpacked package there are many: TVPASS_TARGET names one of the folders
# beside this one's parent; where it is not set, the compiler says what it builds for.
get_filename_component(tvpass_here "${CMAKE_CURRENT_LIST_DIR}" REALPATH)
get_filename_component(tvpass_libraries "${tvpass_here}/../.." ABSOLUTE)

# The prefix is where the header lies, however deep the folder of libraries is.
set(tvpass_prefix "${tvpass_libraries}")
while(NOT EXISTS "${tvpass_prefix}/include/tvpass.h")
  get_filename_component(tvpass_parent "${tvpass_prefix}" DIRECTORY)
  if(tvpass_parent STREQUAL tvpass_prefix)
    set(tvpass_FOUND FALSE)
    set(tvpass_NOT_FOUND_MESSAGE "there is no include/tvpass.h above ${tvpass_here}")
    return()
  endif()
  set(tvpass_prefix "${tvpass_parent}")
endwhile()

if(EXISTS "${tvpass_libraries}/libtvpass.a")
  set(tvpass_library "${tvpass_libraries}/libtvpass.a")
else()
  if(NOT DEFINED TVPASS_TARGET)
    include("${CMAKE_CURRENT_LIST_DIR}/tvpass-target.cmake")
  endif()
  set(tvpass_library "${tvpass_libraries}/${TVPASS_TARGET}/libtvpass.a")
endif()

if(NOT EXISTS "${tvpass_library}")
  file(GLOB tvpass_targets RELATIVE "${tvpass_libraries}" "${tvpass_libraries}/*/libtvpass.a")
  list(TRANSFORM tvpass_targets REPLACE "/libtvpass.a" "")
  list(JOIN tvpass_targets ", " tvpass_targets)
  set(tvpass_FOUND FALSE)
  set(tvpass_NOT_FOUND_MESSAGE "there is no library for TVPASS_TARGET \"${TVPASS_TARGET}\"; there are ${tvpass_targets}")
  return()
endif()

if(NOT TARGET tvpass::tvpass)
  add_library(tvpass::tvpass STATIC IMPORTED)
  set_target_properties(tvpass::tvpass PROPERTIES
    IMPORTED_LOCATION "${tvpass_library}"
    INTERFACE_INCLUDE_DIRECTORIES "${tvpass_prefix}/include")
endif()
