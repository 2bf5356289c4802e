# One static library per module, with its walls: eksplan_module() is the only way a module is made.
set(EKSPLAN_SANITIZE "" CACHE STRING "comma-separated list of sanitizers")
option(EKSPLAN_WERROR "treat warnings as errors" OFF)
option(EKSPLAN_FUZZ "build the libFuzzer targets (clang only)" OFF)

find_program(EKSPLAN_CCACHE ccache)
if(EKSPLAN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${EKSPLAN_CCACHE})
endif()
set(CMAKE_CXX_EXTENSIONS OFF)

add_library(eksplan_flags INTERFACE)
target_compile_features(eksplan_flags INTERFACE cxx_std_20)
target_compile_options(eksplan_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough -Wswitch-enum
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op> $<$<BOOL:${EKSPLAN_WERROR}>:-Werror>>)
if(EKSPLAN_SANITIZE)
  target_compile_options(eksplan_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:
    -fsanitize=${EKSPLAN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer>)
  target_link_options(eksplan_flags INTERFACE -fsanitize=${EKSPLAN_SANITIZE})
endif()
if(EKSPLAN_FUZZ)
  target_compile_options(eksplan_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=fuzzer-no-link>)
endif()

# The preset `dev` compiles sixteen files of a target as one (CMAKE_UNITY_BUILD), for most of the time goes to the same headers
# and templates. So names in unnamed namespaces are a target's own. The other presets compile each file alone and find an
# include that is missing. To work on one file again and again: cmake --preset dev -DCMAKE_UNITY_BUILD=OFF.

# What most files include, read once. A compiler cache does better without.
set(EKSPLAN_HEADERS <algorithm> <array> <chrono> <functional> <map> <memory> <numeric> <optional> <set> <span> <string>
                    <string_view> <tuple> <utility> <variant> <vector> <fmt/format.h>)
if(NOT EKSPLAN_CCACHE)
  file(CONFIGURE OUTPUT headers.cpp CONTENT "")  # not touched when it is there
  add_library(eksplan_headers OBJECT ${CMAKE_CURRENT_BINARY_DIR}/headers.cpp)
  target_link_libraries(eksplan_headers PRIVATE fmt::fmt eksplan_flags)
  target_precompile_headers(eksplan_headers PRIVATE ${EKSPLAN_HEADERS})
endif()

# eksplan_module(units SOURCES money.cpp USES base [USES_PRIVATE doc] [LIBS fmt::fmt] [LIBS_PRIVATE yaml])
# Called from lib/eksplan/<name>/CMakeLists.txt; SOURCES are relative to that folder. USES are the modules that its
# headers may include, USES_PRIVATE those that only its .cpp files may. The test layering.<name> holds it to that. FLAGS are
# compiler options of its own.
function(eksplan_module name)
  cmake_parse_arguments(M "" "" "SOURCES;USES;USES_PRIVATE;LIBS;LIBS_PRIVATE;FLAGS" ${ARGN})
  add_library(eksplan_${name} STATIC ${M_SOURCES})
  add_library(eksplan::${name} ALIAS eksplan_${name})
  target_include_directories(eksplan_${name} PUBLIC ${PROJECT_SOURCE_DIR}/lib)
  list(TRANSFORM M_USES PREPEND eksplan:: OUTPUT_VARIABLE uses)
  list(TRANSFORM M_USES_PRIVATE PREPEND eksplan:: OUTPUT_VARIABLE uses_private)
  target_link_libraries(eksplan_${name} PUBLIC ${uses} ${M_LIBS}
                        PRIVATE eksplan_flags ${uses_private} ${M_LIBS_PRIVATE})
  target_compile_options(eksplan_${name} PRIVATE ${M_FLAGS})
  if(NOT EKSPLAN_CCACHE AND M_FLAGS)
    target_precompile_headers(eksplan_${name} PRIVATE ${EKSPLAN_HEADERS})
  elseif(NOT EKSPLAN_CCACHE)
    target_precompile_headers(eksplan_${name} REUSE_FROM eksplan_headers)
  endif()
  string(REPLACE ";" "," public "${M_USES}")
  string(REPLACE ";" "," private "${M_USES_PRIVATE}")
  add_test(NAME layering.${name}
           COMMAND ${CMAKE_COMMAND} -DMODULE=${name} -DUSES=${public} -DUSES_PRIVATE=${private}
                   -DROOT=${PROJECT_SOURCE_DIR}/lib/eksplan -P ${PROJECT_SOURCE_DIR}/lib/cmake/CheckLayering.cmake)
  set_tests_properties(layering.${name} PROPERTIES LABELS layering)
endfunction()

# eksplan_unit_test(units SOURCES test_money.cpp [USES ...] [COST 10]): one Catch2 program for one module's unit tests.
# Called from tests/unit/<name>/CMakeLists.txt. It links that module, tests/support and what USES adds.
# Each test_*.cpp is one test of ctest's: a process for every sentence would take longer than most of them, with sanitizers.
# Tests with a higher COST start earlier: long ones that come last leave a core idle.
function(eksplan_unit_test name)
  cmake_parse_arguments(T "" "COST" "SOURCES;USES;LIBS" ${ARGN})
  if(NOT T_COST)
    set(T_COST 0)
  endif()
  add_executable(test_${name} ${T_SOURCES})
  list(TRANSFORM T_USES PREPEND eksplan:: OUTPUT_VARIABLE uses)
  target_link_libraries(test_${name} PRIVATE eksplan::${name} ${uses} ${T_LIBS} eksplan_test_support
                        Catch2::Catch2WithMain eksplan_flags)
  if(NOT EKSPLAN_CCACHE)
    target_precompile_headers(test_${name} REUSE_FROM eksplan_test_headers)
  endif()
  foreach(source ${T_SOURCES})
    if(source MATCHES "^(test_(.+))\\.cpp$")
      add_test(NAME unit.${name}.${CMAKE_MATCH_2}
               COMMAND test_${name} --filenames-as-tags --warn NoTests "[#${CMAKE_MATCH_1}]")
      set_tests_properties(unit.${name}.${CMAKE_MATCH_2} PROPERTIES LABELS unit COST ${T_COST})
    endif()
  endforeach()
endfunction()
