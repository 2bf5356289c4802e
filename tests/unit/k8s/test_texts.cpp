#include <string>
#include <vector>

#include "read_text.hpp"
#include <catch2/catch.hpp>

#include "eksplan/k8s/words.hpp"

namespace eksplan::k8s {
namespace {

using Texts = std::vector<model::ContainerText>;

TEST_CASE("a sought word is found wherever it stands", "[k8s][words]") {
  const std::string word = GENERATE("169.254.169.254", "ulimit", "prlimit");
  const auto before = GENERATE(range(std::size_t{0}, std::size_t{140}));
  const auto after = GENERATE(values<std::size_t>({0, 1, 70, 200}));
  CAPTURE(word, before, after);
  CHECK(has_sought_word(std::string(before, 'u') + word + std::string(after, '1')));
  CHECK_FALSE(has_sought_word(std::string(before, '_') + word.substr(1) + std::string(after, '1')));
  CHECK_FALSE(has_sought_word(std::string(before, 'r') + word.substr(0, word.size() - 1) +
                              std::string(after, '_')));
}

TEST_CASE("texts that hold a sought word are kept with their place", "[k8s][words]") {
  const auto result = read_text(
      "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n"
      "  initContainers:\n"
      "  - name: i\n"
      "    command: [sh, -c, ulimit -n 100000]\n"
      "  containers:\n"
      "  - name: a\n"
      "    args: [serve, http://169.254.169.254/latest]\n"
      "    env:\n"
      "    - {name: A, value: b}\n"
      "    - {name: B, valueFrom: {fieldRef: {fieldPath: x}}}\n"
      "    - {name: C, value: prlimit --nofile=1}\n"
      "  - name: b\n");
  CHECK(result.told.empty());
  const auto& spec = only_workload(result).pod.spec;
  CHECK(spec.init_containers[0].texts == Texts{{"command[2]", "ulimit -n 100000", {0, 7, 23}}});
  CHECK(spec.containers[0].texts == Texts{{"args[1]", "http://169.254.169.254/latest", {0, 10, 19}},
                                          {"env[2].value", "prlimit --nofile=1", {0, 14, 24}}});
  CHECK(spec.containers[1].texts.empty());
}

TEST_CASE("texts are found in templates too, in JSON as in YAML", "[k8s][words]") {
  const auto result = read_text(
      R"({"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "c"}, "spec": {
          "schedule": "@daily", "jobTemplate": {"spec": {"template": {"spec": {"containers": [
          {"name": "a", "command": ["ulimit"]}]}}}}}})");
  CHECK(result.told.empty());
  REQUIRE(only_workload(result).pod.spec.containers[0].texts.size() == 1);
  CHECK(only_workload(result).pod.spec.containers[0].texts[0].path == "command[0]");
}

TEST_CASE("a file with a sought word says no more about other files or other texts",
          "[k8s][words]") {
  const auto plain = pod_with("{containers: [{name: a, args: [x], command: [y], env: [1]}]}");
  const auto alone = read_text(plain);
  const auto beside = read_files({plain, "# ulimit\n"});
  const auto within = read_text(plain + "# ulimit\n");
  CHECK(alone.told.empty());
  CHECK(beside.told.empty());
  CHECK(within.told.empty());
  CHECK(beside.inventory.workloads == alone.inventory.workloads);
  CHECK(within.inventory.workloads == alone.inventory.workloads);
}

TEST_CASE("texts of another type hold no word and are not told", "[k8s][words]") {
  const auto* fields = GENERATE("args: ulimit", "args: {a: ulimit}", "command: [[ulimit]]",
                                "env: [ulimit]", "env: {a: ulimit}", "env: [{value: [ulimit]}]",
                                "env: [{value: null}], args: null, command: [null]");
  CAPTURE(fields);
  const auto result =
      read_text(pod_with("{containers: [{name: a, " + std::string(fields) + "}]}") + "# ulimit\n");
  CHECK(result.told.empty());
  CHECK(only_workload(result).pod.spec.containers[0].texts.empty());
}

}  // namespace
}  // namespace eksplan::k8s
