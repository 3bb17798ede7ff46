# find_package(tvpass) gives the target tvpass::tvpass. The library is that of TVPASS_TARGET, a folder beside this one's
# parent; under Linux it follows from the processor where it is not set.
set(tvpass_libraries "${CMAKE_CURRENT_LIST_DIR}/../..")

if(NOT DEFINED TVPASS_TARGET AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    set(TVPASS_TARGET x86_64-unknown-linux-gnu)
  elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
    set(TVPASS_TARGET aarch64-unknown-linux-gnu)
  elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^armv7")
    set(TVPASS_TARGET armv7-unknown-linux-gnueabihf)
  elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^mips(el)?$" AND CMAKE_C_BYTE_ORDER STREQUAL "LITTLE_ENDIAN")
    set(TVPASS_TARGET mipsel-unknown-linux-gnu)
  elseif(CMAKE_SYSTEM_PROCESSOR STREQUAL "ppc64")
    set(TVPASS_TARGET powerpc64-unknown-linux-gnu)
  endif()
endif()

if(NOT EXISTS "${tvpass_libraries}/${TVPASS_TARGET}/libtvpass.a")
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
    IMPORTED_LOCATION "${tvpass_libraries}/${TVPASS_TARGET}/libtvpass.a"
    INTERFACE_INCLUDE_DIRECTORIES "${CMAKE_CURRENT_LIST_DIR}/../../../include")
endif()
