#include "read_text.hpp"
#include <catch2/catch.hpp>

namespace eksplan::usage {
namespace {

TEST_CASE("kubectl top is read in each of its forms", "[usage][top]") {
  struct Case {
    std::string text;
    Lines rows;
  };

  const auto row = GENERATE(values<Case>({
      {"NAMESPACE   NAME                    CPU(cores)   MEMORY(bytes)\n"
       "shop        cart-6c9f7d5b8-x2x4q    21m          180Mi\n"
       "shop        web-0                   3m           64Mi\n",
       {"shop/cart-6c9f7d5b8-x2x4q used=21000000/188743680", "shop/web-0 used=3000000/67108864"}},
      {"NAME   CPU(cores)   MEMORY(bytes)   SWAP(bytes)\nweb-0   3m   64Mi   1Mi\n",
       {"/web-0 used=3000000/67108864"}},
      {"POD NAME CPU(cores) MEMORY(bytes)\r\nweb-0 web 3m 64Mi\r\nweb-0 proxy 0m 1Mi\r\n",
       {"/web-0#web used=3000000/67108864", "/web-0#proxy used=0/1048576"}},
      {"NAMESPACE POD NAME CPU(cores) MEMORY(bytes)\nshop web-0 web 3m 64Mi\n",
       {"shop/web-0#web used=3000000/67108864"}},
      {"NAMESPACE NAME CPU(cores) MEMORY(bytes)\nshop web-0 3m 64Mi\n"
       "          ________   ________\n          3m   64Mi\n",
       {"shop/web-0 used=3000000/67108864"}},
      {"web-0 3m 64Mi\n", {"/web-0 used=3000000/67108864"}},
      {"shop web-0 3m 64Mi\n", {"shop/web-0 used=3000000/67108864"}},
      {"shop web-0 web 3m 64Mi 0Mi\n", {"shop/web-0#web used=3000000/67108864"}},
  }));
  CAPTURE(row.text);
  const auto reading = read_text(row.text);
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() == row.rows);
}

TEST_CASE("four fields without a header are a pod and a container where no namespace is known",
          "[usage][top]") {
  Options options;
  options.namespaces = {"data", "shop"};
  CHECK(read_text("shop web-0 3m 64Mi\n", options).rows() ==
        Lines{"shop/web-0 used=3000000/67108864"});
  options.default_namespace = "shop";
  CHECK(read_text("web-0 web 3m 64Mi\n", options).rows() ==
        Lines{"shop/web-0#web used=3000000/67108864"});
}

TEST_CASE("nodes are totals, and what kubectl does not know of them is left out", "[usage][top]") {
  const auto reading = read_text(
      "NAME   CPU(cores)   CPU%   MEMORY(bytes)   MEMORY%\nn1   500m   25%   2048Mi   30%\n"
      "n2   <unknown>   <unknown>   <unknown>   <unknown>\n");
  CHECK(reading.told == Lines{});
  CHECK(reading.totals() == Lines{"node n1 used=500000000/2147483648", "node n2"});
}

TEST_CASE("wrong rows of kubectl top are named with their columns", "[usage][top]") {
  const auto reading = read_text(
      "NAME CPU(cores) MEMORY(bytes)\nweb-0 3mm 64Mi\nweb-1 3m\nweb-2 3m 64M B\nweb-3 3m 64Mi\n");
  CHECK(reading.rows() == Lines{"/web-3 used=3000000/67108864"});
  CHECK(reading.told ==
        Lines{"usage:2:7: error: '3mm' is not an amount [usage-value] (write 3m for thousandths)",
              "usage:3:1: error: this row has 2 fields, not 3 [usage-value]",
              "usage:4:1: error: this row has 4 fields, not 3 [usage-value]"});
}

constexpr const char* kItem =
    R"({"metadata": {"name": "cart-6c9f7d5b8-x2x4q", "namespace": "shop"},
     "timestamp": "2026-03-02T09:00:11Z", "window": "15.4s",
     "containers": [{"name": "cart", "usage": {"cpu": "20871123n", "memory": "184204Ki"}},
                    {"name": "proxy", "usage": {"cpu": "0", "memory": "1024Ki"}}]})";

TEST_CASE("metrics.k8s.io is read in lists of its own and in lists of kubectl",
          "[usage][metrics]") {
  const Lines rows{"shop/cart-6c9f7d5b8-x2x4q#cart used=20871123/188624896",
                   "shop/cart-6c9f7d5b8-x2x4q#proxy used=0/1048576"};
  const auto raw = read_text(std::string(R"({"kind":"PodMetricsList","apiVersion":)"
                                         R"("metrics.k8s.io/v1beta1","items":[)") +
                             kItem + "]}");
  CHECK(raw.told == Lines{});
  CHECK(raw.rows() == rows);
  std::string own = kItem;
  own.insert(1, R"("apiVersion": "metrics.k8s.io/v1beta1", "kind": "PodMetrics", )");
  const auto list = R"({"apiVersion": "v1", "items": [)" + own + R"(], "kind": "List"})";
  CHECK(recognise(list) == Form::kubernetes);
  CHECK(read_text(list).rows() == rows);
}

TEST_CASE("node metrics are totals", "[usage][metrics]") {
  const auto reading = read_text(
      "apiVersion: metrics.k8s.io/v1beta1\nkind: NodeMetrics\nmetadata: {name: n1}\n"
      "usage: {cpu: 500m, memory: 1Gi}\n");
  CHECK(reading.totals() == Lines{"node n1 used=500000000/1073741824"});
}

TEST_CASE("wrong metrics are located, and the rest is kept", "[usage][metrics]") {
  const auto reading = read_text(
      "apiVersion: metrics.k8s.io/v1beta1\nkind: PodMetricsList\nitems:\n"
      "- metadata: {namespace: shop}\n  containers: []\n"
      "- metadata: {name: a, namespace: shop}\n  containers:\n"
      "  - {name: c, usage: {cpu: 1x, memory: 1Mi}}\n  - {name: d, usage: {cpu: 1n}}\n");
  CHECK(reading.rows() == Lines{"shop/a#d used=1/?"});
  CHECK(reading.told ==
        Lines{"usage:4:3: error: items[0]: 'metadata.name' is missing [k8s-field-missing]",
              "usage:8:28: error: items[1].containers[0].usage.cpu: '1x' is not an amount "
              "[usage-value] (write a number with an optional suffix, such as 250m, 0.5, 512Mi or "
              "2Gi)"});
}

std::string answer(const std::string& type, const std::string& series) {
  return R"({"status": "success", "data": {"resultType": ")" + type + R"(", "result": [)" + series +
         "]}}";
}

TEST_CASE("an instant vector of an expression is what the user says it is", "[usage][prometheus]") {
  const auto text = answer(
      "vector",
      R"({"metric": {"namespace": "shop", "pod": "cart-6c9f7d5b8-x2x4q", "container": "cart"},
       "value": [1772442011.4, "0.0209"]})");
  CHECK(read_text(text, {}, "p", ExpressionUnit::cores).rows() ==
        Lines{"shop/cart-6c9f7d5b8-x2x4q#cart used=20900000/?"});
  CHECK(read_text(text, {}, "p", ExpressionUnit::bytes).rows() ==
        Lines{"shop/cart-6c9f7d5b8-x2x4q#cart used=?/0"});
  const auto unknown = read_text(text, {}, "p");
  CHECK(unknown.rows() == Lines{});
  CHECK(unknown.told ==
        Lines{"p:1:67: error: data.result[0]: nothing says whether the values of this expression "
              "are cores or bytes [usage-value] (say --usage cores=FILE or --usage bytes=FILE)"});
}

std::string cpu_series(const std::string& labels, const std::string& values) {
  return R"({"metric": {"__name__": "container_cpu_usage_seconds_total", "namespace": "shop", )" +
         labels + R"(}, "values": [)" + values + "]}";
}

TEST_CASE("a counter of CPU seconds becomes a rate, and begins again where it falls",
          "[usage][prometheus]") {
  const auto reading = read_text(answer(
      "matrix", cpu_series(R"("pod": "a", "container": "c")",
                           R"([1000, "100"], [1060, "103"], [1120, "1.5"], [1180, "13.5"])")));
  CHECK(reading.told == Lines{});
  // 3 + 1.5 + 12 seconds of CPU in 180 seconds; the steps are 0.05, 0.025 and 0.2 cores.
  CHECK(reading.rows() == Lines{"shop/a#c used=91666667/? high=200000000/? most=200000000/?"});
  CHECK(reading.series.front().percentile == 95);
}

TEST_CASE("only real containers count, or the pod's own cgroup where there are none",
          "[usage][prometheus]") {
  const std::string samples = R"([0, "0"], [10, "5"])";
  const auto reading = read_text(answer(
      "matrix",
      cpu_series(R"("pod": "a", "container": "c")", samples) + "," +
          cpu_series(R"("pod": "a", "container": "c", "job": "x")", R"([0, "0"], [10, "6"])") +
          "," + cpu_series(R"("pod": "a")", R"([0, "0"], [10, "9"])") + "," +
          cpu_series(R"("pod": "a", "container": "POD")", samples) + "," +
          cpu_series(R"("pod": "b", "container": "")", samples) + "," +
          cpu_series(R"("pod": "b", "image": "pause", "name": "k")", R"([0, "0"], [10, "8"])") +
          "," + cpu_series(R"("id": "/system.slice")", samples)));
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() == Lines{"shop/a#c used=600000000/?", "shop/b used=500000000/?"});
}

TEST_CASE("CPU and memory of one container are one row", "[usage][prometheus]") {
  const auto memory =
      R"({"metric": {"__name__": "container_memory_working_set_bytes", "namespace": "shop",
          "pod": "a", "container": "c"}, "values": [[0, "100"], [10, "NaN"], [20, "3.01e+02"]]})";
  const auto reading = read_text(answer(
      "matrix",
      cpu_series(R"("pod": "a", "container": "c")", R"([0, "0"], [10, "5"])") + "," + memory));
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() == Lines{"shop/a#c used=500000000/201 high=?/301 most=?/301"});
}

TEST_CASE("what an answer of Prometheus cannot mean is reported", "[usage][prometheus]") {
  struct Case {
    std::string text;
    Lines told;
  };

  const auto row = GENERATE(values<Case>({
      {R"({"status": "error", "errorType": "bad_data", "error": "parse error"})",
       {"p:1:1: error: Prometheus answered with an error: bad_data: parse error [usage-value]"}},
      {answer("scalar", "5"),
       {"p:1:1: error: a result of type 'scalar' is about no pod [usage-value] (ask for a vector "
        "or "
        "a matrix with the labels namespace, pod and container)"}},
      {answer("vector", R"({"metric": {"__name__": "container_cpu_usage_seconds_total",
        "pod": "a", "container": "c"}, "value": [1, "5"]})"),
       {"p:1:67: error: data.result[0]: container_cpu_usage_seconds_total counts seconds; one "
        "value "
        "of it tells no rate [usage-value] (ask for a range, or for rate(...) and say --usage "
        "cores=FILE)"}},
      {answer("matrix", cpu_series(R"("pod": "a", "container": "c")",
                                   R"([0, "1"], [0, "2"], [5], [6, "+Inf"], [7, "-1"])")),
       {"p:1:202: error: data.result[0].values[1][0]: the time 0 is not after the one before "
        "[usage-value]",
        "p:1:211: error: data.result[0].values[2]: a sample is a list of a time and a value "
        "[usage-value] (write it as [1772442011.4, \"0.02\"])",
        "p:1:220: error: data.result[0].values[3][1]: '+Inf' is not a decimal number [usage-value] "
        "(write digits with a dot, such as 0.096)",
        "p:1:233: error: data.result[0].values[4][1]: '-1' is negative [usage-value] (an amount is "
        "0 or more)"}},
  }));
  CAPTURE(row.text);
  const auto reading = read_text(row.text, {}, "p");
  CHECK(reading.told == row.told);
  CHECK(reading.rows() == Lines{});
}

std::string allocation(const std::string& name, const std::string& rest) {
  return "\"" + name + "\": {\"name\": \"" + name + "\", " + rest + "}";
}

constexpr const char* kAllocation =
    R"("properties": {"cluster": "demo", "node": "ip-10-0-1-7", "namespace": "shop",
       "controllerKind": "deployment", "controller": "cart", "pod": "cart-6c9f7d5b8-x2x4q",
       "container": "cart"}, "minutes": 1080.0, "cpuCores": 0.25, "cpuCoreRequestAverage": 0.25,
       "cpuCoreUsageAverage": 0.02101, "ramBytes": 268435456.0,
       "ramByteRequestAverage": 268435456.0, "ramByteUsageAverage": 188743680.0,
       "totalCost": 0.18)";

TEST_CASE("an allocation is read, and idle cost apart", "[usage][allocation]") {
  const auto reading = read_text(
      "{\"code\": 200, \"data\": [{" + allocation("shop/cart", kAllocation) + ", " +
      allocation("demo/__idle__", R"("minutes": 1440.0, "cpuCores": 3.1, "totalCost": 2.4)") +
      "}]}");
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() == Lines{"demo:shop/deployment/cart pod=cart-6c9f7d5b8-x2x4q#cart "
                                "requested=250000000/268435456 used=21010000/188743680 cost=0.01"});
  CHECK(reading.totals() == Lines{"idle demo/__idle__ cost=0.1"});
}

TEST_CASE("averages of several steps are weighed by minutes", "[usage][allocation]") {
  const auto step = [](const std::string& minutes, const std::string& cpu) {
    return allocation("demo/n/shop/a/c", "\"minutes\": " + minutes + ", \"cpuCoreUsageAverage\": " +
                                             cpu + ", \"ramByteUsageAverage\": null");
  };
  const auto sets = GENERATE_COPY(
      as<std::string>{}, "[{" + step("60", "0.1") + "}, {}, null, {" + step("20.0", "0.5") + "}]",
      "{\"sets\": [{\"allocations\": {" + step("60", "0.1") +
          "}, \"window\": {}}, {\"allocations\": {" + step("20", "0.5") + "}}]}");
  const auto reading = read_text("{\"code\": 200, \"data\": " + sets + "}");
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() == Lines{"demo:shop/a#c used=200000000/?"});
}

TEST_CASE("an aggregate is of all pods of a controller, or of a namespace", "[usage][allocation]") {
  const auto reading =
      read_text("{\"code\": 200, \"data\": [{" +
                allocation("deployment:cart",
                           R"("properties": {"namespace": "shop", "controllerKind": "deployment",
                    "controller": "cart"}, "minutes": 60, "cpuCoreUsageAverage": 0.3)") +
                ", " + allocation("shop", R"("properties": {"namespace": "shop"}, "minutes": 60,
                            "cpuCoreUsageAverage": 0.5)") +
                ", " + allocation("bad", R"("minutes": -1, "cpuCoreUsageAverage": "x")") + "}]}");
  CHECK(reading.rows() == Lines{"shop/deployment/cart pods=0 used=300000000/?"});
  CHECK(reading.series.front().rows.front().per == model::UsagePer::all_pods);
  CHECK(reading.totals() == Lines{"namespace shop used=500000000/?"});
  CHECK(reading.told.size() == 2);
}

TEST_CASE("an answer that is an error says so", "[usage][allocation]") {
  CHECK(read_text(R"({"code": 400, "data": null, "message": "bad window"})").told ==
        Lines{"usage:1:10: error: code: the answer is an error: bad window [usage-value]"});
}

}  // namespace
}  // namespace eksplan::usage
