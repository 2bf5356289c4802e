#include "workloads.hpp"
#include <catch2/catch.hpp>
