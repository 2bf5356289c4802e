#include "read_text.hpp"
#include "support/random.hpp"
#include <catch2/catch.hpp>

namespace eksplan::usage {
namespace {

TEST_CASE("manifests and all else are no usage", "[usage][recognise]") {
  const auto text = GENERATE(
      as<std::string>{}, "", "\n\n", "{}", "[]", "[1]", "{", "apiVersion: v1\nkind: Pod\n",
      R"({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}})",
      R"({"apiVersion": "v1", "kind": "List", "items": []})",
      R"({"nodegroup": {"nodegroupName": "a"}})", "# a comment\twith a tab\nkind: Pod\n",
      "a,b,c\n1,2,3\n", "CPU Usage\tMemory Usage\n1\t2\n", "kind: A\ndata:\n  x: |\n    {\n",
      R"({"scans": []})", R"({"status": "success"})", "\x80");
  CAPTURE(text);
  CHECK_FALSE(recognise(text).has_value());
}

TEST_CASE("a byte-order mark and blank lines may stand before each form", "[usage][recognise]") {
  const std::string mark = "\xef\xbb\xbf";
  CHECK(recognise(mark + R"({"Namespaces": {}})") == Form::goldilocks);
  CHECK(recognise(mark + "\n\nNAME CPU(cores) MEMORY(bytes)\n") == Form::kubectl_top);
  CHECK(recognise(mark + "Namespace,Name,Pods\n") == Form::krr_csv);
  CHECK(recognise(mark + tabs("Name→Status→Cluster→Pods\n")) == Form::report_table);
  CHECK(recognise(mark + " {\"code\": 200, \"data\": []}") == Form::allocation);
}

TEST_CASE("a file of no known form is an error that names the forms", "[usage][recognise]") {
  const auto reading = read_text("hello: world\n", {}, "notes.yaml");
  REQUIRE(reading.told.size() == 1);
  CHECK(reading.told.front().starts_with(
      "notes.yaml:0:0: error: this is no usage in a form that eksplan knows [usage-format] "
      "(eksplan reads kube-resource-report, krr"));
}

TEST_CASE("more than a thousand problems of a file are counted", "[usage][hostile]") {
  std::string text = "NAME CPU(cores) MEMORY(bytes)\n";
  for (int i = 0; i < 1500; ++i) {
    text += "a b c\n";
  }
  const auto reading = read_text(text);
  CHECK(reading.told.size() == kMostProblems + 1);
  CHECK(reading.told.front() ==
        "usage:0:0: error: 2000 more problems of this file are not shown [usage-value]");
}

const std::vector<std::string>& samples() {
  static const std::vector<std::string> all{
      tabs("Cluster ID→API Server URL→Namespace→Name→Application→Component→Container Images→CPU "
           "Requests→Memory Requests→CPU Usage→Memory Usage→Cost [USD]\n"
           "demo→u→shop→cart-1→cart→→i→0.1→1→0.2→2→3\n"),
      "Namespace,Name,Pods,Old Pods,Type,Container,CPU Requests,Memory Requests\n"
      "a,b,1,0,Deployment,c,1 -> 2,unset\n",
      "NAMESPACE POD NAME CPU(cores) MEMORY(bytes)\nshop web-0 web 3m 64Mi\n",
      R"({"scans": [{"object": {"name": "a", "container": "c", "namespace": "n", "kind": "Job"},
        "recommended": {"requests": {"cpu": {"value": 1}}}}], "strategy": {}})",
      R"({"status": "success", "data": {"resultType": "matrix", "result": [{"metric": {"__name__":
        "container_cpu_usage_seconds_total", "pod": "a"}, "values": [[1, "1"], [2, "2"]]}]}})",
      R"({"code": 200, "data": [{"a": {"properties": {"pod": "a"}, "minutes": 1}}]})",
      R"({"Namespaces": {"a": {"workloads": {"b": {"containers": {"c": {"target": {}}}}}}}})",
      R"({"total_samples_count": 1, "cpu_histogram": {"bucket_weights": {"3": 1}}})",
      R"({"kind": "PodMetricsList", "items": [{"metadata": {"name": "a"}, "containers":
        [{"name": "b", "usage": {"cpu": "1n"}}]}]})"};
  return all;
}

TEST_CASE("a spoiled file is read or refused, and never kills the reader",
          "[usage][hostile][property]") {
  const auto seed = GENERATE(range(0U, 300U));
  CAPTURE(seed);
  support::Random random(seed);
  auto text = random.pick(std::span<const std::string>(samples()));
  const auto changes = random.between(1, 4);
  for (std::int64_t i = 0; i < changes && !text.empty(); ++i) {
    const auto at =
        static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(text.size()) - 1));
    switch (random.between(0, 2)) {
      case 0:
        text[at] = static_cast<char>(random.between(0, 255));
        break;
      case 1:
        text.erase(at, static_cast<std::size_t>(random.between(1, 10)));
        break;
      default:
        text.insert(at, text.substr(at, 20));
        break;
    }
  }
  const auto reading = read_text(text, {}, "a/b/c/d/e/f.json");
  for (const auto& one : reading.series) {
    for (const auto& row : one.rows) {
      CHECK(row.used.cpu.value_or(units::NanoCpu{}) >= units::NanoCpu{});
    }
  }
}

}  // namespace
}  // namespace eksplan::usage
