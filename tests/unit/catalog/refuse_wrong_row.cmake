# Runs the build tool on a copy of the price folder with one wrong row: it must fail, name the row, and write nothing.
file(REMOVE_RECURSE ${WORK})
execute_process(COMMAND ${CMAKE_COMMAND} -E copy_directory ${PRICES} ${WORK}/prices COMMAND_ERROR_IS_FATAL ANY)
file(APPEND ${WORK}/prices/services/us-east-1.csv "nat-gatway,0.045,hour,test,2026-05\n")
execute_process(COMMAND ${TOOL} ${WORK}/prices ${WORK}/block ${WORK}/block.S
                RESULT_VARIABLE code ERROR_VARIABLE errors)
if(NOT code EQUAL 1)
  message(FATAL_ERROR "the tool ended with ${code}")
endif()
if(NOT errors MATCHES "services/us-east-1.csv:[0-9]+:1: error: item: 'nat-gatway' is not an item that eksplan prices"
   OR NOT errors MATCHES "did you mean 'nat-gateway'")
  message(FATAL_ERROR "the tool said: ${errors}")
endif()
if(EXISTS ${WORK}/block OR EXISTS ${WORK}/block.S)
  message(FATAL_ERROR "the tool wrote a block of wrong prices")
endif()
