# The README's screenful is what the program prints.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C.UTF-8 COLUMNS=80 NO_COLOR=1
                        ${EXE} estimate ${ROOT}/examples/online-shop -r us-east-1
                OUTPUT_VARIABLE screen RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "the example ended in ${code}")
endif()
string(FIND "${screen}" "\nWhat is billed" end)
string(SUBSTRING "${screen}" 0 ${end} screen)
if(DEFINED ENV{EKSPLAN_BLESS})
  file(WRITE ${OUT} "${screen}")
endif()
file(READ ${ROOT}/README.md readme)
string(FIND "${readme}" "```text\n${screen}```" at)
if(at EQUAL -1)
  message(FATAL_ERROR "the README's screenful differs from what the program prints:\n${screen}")
endif()
