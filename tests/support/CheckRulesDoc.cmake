# docs/rules.md is what the program prints: EXE ROOT. EKSPLAN_BLESS=1 rewrites it.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${EXE} rules -o markdown OUTPUT_VARIABLE printed RESULT_VARIABLE exit)
if(NOT exit EQUAL 0)
  message(FATAL_ERROR "eksplan rules -o markdown ended with ${exit}")
endif()
if(DEFINED ENV{EKSPLAN_BLESS})
  file(WRITE ${ROOT}/docs/rules.md "${printed}")
endif()
file(READ ${ROOT}/docs/rules.md written)
if(NOT written STREQUAL printed)
  message(FATAL_ERROR "docs/rules.md is not what 'eksplan rules -o markdown' prints; "
                      "EKSPLAN_BLESS=1 ctest -R golden.rules_doc rewrites it")
endif()
