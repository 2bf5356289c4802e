#include "workloads.hpp"
#include <catch2/catch.hpp>

#include "eksplan/rules/fargate_profiles.hpp"
