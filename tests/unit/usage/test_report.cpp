#include "read_text.hpp"
#include <catch2/catch.hpp>

namespace eksplan::usage {
namespace {

const std::string kHeader = tabs(
    "Cluster ID→API Server URL→Namespace→Name→Application→Component→Container Images→CPU "
    "Requests→Memory Requests→CPU Usage→Memory Usage→CPU Recommendation→Memory Recommendation→Cost "
    "[USD]→Slack Cost [USD]\r\n");

std::string pod_row(const std::string& name, const std::string& figures) {
  return tabs("demo→https://demo.example.org→shop→" + name + "→cart→api→a:1, b:2→" + figures +
              "\r\n");
}

const std::string kPods =
    kHeader + pod_row("cart-6c9f7d5b8-x2x4q",
                      "0.35000000000000003→402653184.0→0.021→188743680→0.02876→232871935.2→14.06→"
                      "12.9");

TEST_CASE("a pod of kube-resource-report is read in cores, bytes and months of 730.5 hours",
          "[usage][report]") {
  const auto reading = read_text(kPods);
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() ==
        Lines{"demo:shop/cart-6c9f7d5b8-x2x4q app=cart/api requested=350000000/402653184 "
              "used=21000000/188743680 recommended=28760000/232871935 cost=0.019247091 "
              "slack=0.017659138"});
  CHECK(reading.series.front().format == model::UsageFormat::report_table);
  CHECK(reading.series.front().rows.front().line == 2);
}

TEST_CASE("a usage of nothing at all is not known, and a recommendation of 0 is none",
          "[usage][report]") {
  const auto reading = read_text(kHeader + pod_row("a-1", "0.1→0→0→0→0.0→0.0→1.461→0") +
                                 pod_row("a-2", "1e-05→1→0→5→→→0→0"));
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() ==
        Lines{"demo:shop/a-1 app=cart/api requested=100000000/0 cost=0.002 slack=0",
              "demo:shop/a-2 app=cart/api requested=10000/1 used=0/5 cost=0 slack=0"});
}

TEST_CASE("every wrong figure of a table is named, and the other rows are kept",
          "[usage][report]") {
  const auto reading = read_text(
      kHeader + pod_row("a-1", "x→1→-1→1→→→1→nan") + pod_row("", "1→1→1→1→→→1→1") +
          "\"short\"\trow\r\n" + pod_row("a-2", "1→1→1→1→→→1→") +
          pod_row("a-3", "1→99999999999999999999→1→1→→→1→1") + pod_row("a-4", "1→1→1→1→→→0→0"),
      {}, "pods.tsv");
  CHECK(
      reading.told ==
      Lines{"pods.tsv:2:58: error: CPU Requests: 'x' is not a decimal number [usage-value] (write "
            "digits with a dot, such as 0.096)",
            "pods.tsv:2:62: error: CPU Usage: '-1' is negative [usage-value] (an amount is 0 or "
            "more)",
            "pods.tsv:2:71: error: Slack Cost [USD]: 'nan' is not a decimal number [usage-value] "
            "(write digits with a dot, such as 0.096)",
            "pods.tsv:3:36: error: Name: the name of the pod is missing [usage-value]",
            "pods.tsv:4:1: error: this row has 2 cells, the header has 15 [table-syntax] (a cell "
            "that holds the separator needs quotes)",
            "pods.tsv:5:70: error: Slack Cost [USD]: a number is missing [usage-value]",
            "pods.tsv:6:60: error: Memory Requests: '99999999999999999999' is too large "
            "[usage-value]"});
  CHECK(
      reading.rows() ==
      Lines{"demo:shop/a-4 app=cart/api requested=1000000000/1 used=1000000000/1 cost=0 slack=0"});
}

TEST_CASE("pods of before headers came are told by their nine columns", "[usage][report]") {
  const auto reading = read_text(
      tabs("demo→https://demo→shop→cart-6c9f7d5b8-x2x4q→cart→0.25→268435456→0.021→188743680\r\n"
           "demo→https://demo→shop→cart-6c9f7d5b8-x2x4z→cart→0.25→268435456\r\n"),
      {}, "pods.tsv");
  CHECK(reading.rows() == Lines{"demo:shop/cart-6c9f7d5b8-x2x4q app=cart "
                                "requested=250000000/268435456 used=21000000/188743680"});
  CHECK(reading.told ==
        Lines{"pods.tsv:2:1: error: this row has 7 cells, the first has 9 [table-syntax]"});
}

TEST_CASE("nodes and clusters have MiB, namespaces, applications and teams have bytes",
          "[usage][report]") {
  struct Case {
    std::string text;
    std::string total;
  };

  const auto row = GENERATE(values<Case>({
      {"Cluster ID→API Server URL→Master Nodes→Worker Nodes→Worker Instance Type→Kubelet "
       "Version→CPU Capacity→Memory Capacity [MiB]→CPU Allocatable→Memory Allocatable [MiB]→CPU "
       "Requests→Memory Requests [MiB]→CPU Usage→Memory Usage [MiB]→Cost [USD]→Slack Cost [USD]\n"
       "demo→https://demo→0→3→m5.large→v1.18→6.0→23000→5.79→20480→3.1→9216→0.9→7168→210.38→88.1\n",
       "cluster demo requested=3100000000/9663676416 used=900000000/7516192768 cost=0.287994524 "
       "slack=0.120602327"},
      {"demo→https://demo→0→3→m5.large→v1.18→6.0→23000→5.79→20480→3.1→9216→0.9→7168→210.38\n",
       "cluster demo requested=3100000000/9663676416 used=900000000/7516192768 cost=0.287994524"},
      {"Cluster ID→Node→Role→Instance Type→Spot Instance→Kubelet Version→CPU Capacity→Memory "
       "Capacity [MiB]→CPU Allocatable→Memory Allocatable [MiB]→CPU Requests→Memory Requests "
       "[MiB]→CPU Usage→Memory Usage [MiB]→Cost [USD]\n"
       "demo→ip-10-0-0-1→worker→m5.large→No→v1.18→2→7800→1.93→7000→1.5→2048→0.25→1024→70.13\n",
       "node demo ip-10-0-0-1 requested=1500000000/2147483648 used=250000000/1073741824 "
       "cost=0.096002738"},
      {"Name→Status→Cluster→Pods→CPU Requests→Memory Requests→CPU Usage→Memory Usage→Cost "
       "[USD]→Slack Cost [USD]\nshop→Active→demo→4→1→1024→0.5→512→7.305→0\n",
       "namespace demo shop pods=4 requested=1000000000/1024 used=500000000/512 cost=0.01 "
       "slack=0"},
      {"ID→Team→Clusters→Pods→CPU Requests→Memory Requests→CPU Usage→Memory Usage→Cost "
       "[USD]→Slack Cost [USD]\n→web→1→4→1→1024→0.5→512→7.305→0\n",
       "application pods=4 requested=1000000000/1024 used=500000000/512 cost=0.01 slack=0"},
      {"ID→Clusters→Applications→Pods→CPU Requests→Memory Requests→CPU Usage→Memory Usage→Cost "
       "[USD]→Slack Cost [USD]\nweb→1→2→4→1→1024→0.5→512→7.305→0\n",
       "team web pods=4 requested=1000000000/1024 used=500000000/512 cost=0.01 slack=0"},
  }));
  CAPTURE(row.text);
  const auto reading = read_text(tabs(row.text));
  CHECK(reading.told == Lines{});
  CHECK(reading.totals() == Lines{row.total});
  CHECK(reading.rows() == Lines{});
}

TEST_CASE("what says nothing new is passed over in silence", "[usage][report]") {
  const auto text = GENERATE(
      as<std::string>{}, "demo→https://demo→shop→cart→cpu→0.26→$3.89 potential monthly savings\n",
      "Cluster ID→API Server URL→Namespace→Name→Application→Host→Status\n"
      "demo→https://demo→shop→web→web→shop.example.com→200\n");
  CHECK(recognise(tabs(text)) == Form::report_other);
  const auto reading = read_text(tabs(text));
  CHECK(reading.told == Lines{});
  CHECK(reading.series.empty());
}

TEST_CASE("metrics.json gives the totals of all clusters", "[usage][report]") {
  const auto reading = read_text(
      R"({"clusters": 1, "teams": 2, "applications": 9, "now": "2020-09-30T10:11:12.131415",
     "worker_nodes": 3, "allocatable": {"cpu": 5.79, "memory": 21474836480},
     "requests": {"cpu": 3.1, "memory": 9663676416}, "usage": {"cpu": 0.9, "memory": 7516192768},
     "user_requests": {"cpu": 2.2, "memory": 8589934592}, "pods": 41, "cost": 210.38,
     "cost_per_user_request_hour": {"cpu": 0.065, "memory": 0.018}, "slack_cost": 88.1,
     "duration": 4.2, "version": "20.10.0"})");
  CHECK(reading.told == Lines{});
  CHECK(reading.totals() ==
        Lines{"everything pods=41 requested=3100000000/9663676416 used=900000000/7516192768 "
              "cost=0.287994524 slack=0.120602327"});
}

constexpr const char* kClusters = R"({"demo": {
  "nodes": {"n1": {"requests": {"cpu": 1, "memory": 2}, "usage": {"cpu": 0.5, "memory": 1},
                   "pods": {}, "cost": 73.05, "slack_cost": 0}},
  "pods": {"shop/cart-1": {"requests": {"cpu": 0.25, "memory": 268435456.0},
                           "application": "cart", "component": "", "cost": 1.461,
                           "slack_cost": 0, "usage": {"cpu": 0.021, "memory": 188743680},
                           "recommendation": {"cpu": 0.0, "memory": 2}},
           "cart-2": {}, "shop/cart-3": {"usage": {"cpu": "a"}}, "shop/cart-4": 5},
  "namespaces": {}, "requests": {"cpu": 1, "memory": 1}, "usage": {"cpu": 1, "memory": 1},
  "cost": 0, "slack_cost": 0}})";

TEST_CASE("cluster-metrics.json gives every pod, node and cluster", "[usage][report]") {
  const auto reading = read_text(kClusters);
  CHECK(reading.rows() == Lines{"demo:shop/cart-1 app=cart requested=250000000/268435456 "
                                "used=21000000/188743680 recommended=?/2 cost=0.002 slack=0"});
  CHECK(reading.totals() ==
        Lines{"cluster demo demo requested=1000000000/1 used=1000000000/1 cost=0 slack=0",
              "node demo n1 requested=1000000000/2 used=500000000/1 cost=0.1 slack=0"});
  CHECK(
      reading.told ==
      Lines{"usage:8:22: error: demo.pods.cart-2: the key 'cart-2' is not a namespace and the "
            "name of a pod [usage-value] (write it as shop/cart-6c9f7d5b8-x2x4q)",
            "usage:8:59: error: demo.pods[\"shop/cart-3\"].usage.cpu: 'a' is not a decimal number "
            "[usage-value] (write digits with a dot, such as 0.096)",
            "usage:8:81: error: demo.pods[\"shop/cart-4\"]: '5' is a number, not a mapping "
            "[k8s-field-type]"});
}

TEST_CASE("files of applications and teams are told by their members", "[usage][report]") {
  const auto applications = read_text(
      R"({"": {"id": "", "cost": 1.461, "slack_cost": 0, "pods": 2, "components": {}, "team": "",
          "requests": {"cpu": 1, "memory": 1}, "usage": {"cpu": 0, "memory": 0}}})");
  CHECK(applications.totals() ==
        Lines{"application pods=2 requested=1000000000/1 cost=0.002 slack=0"});
  const auto teams = read_text(
      R"({"web": {"clusters": ["demo"], "applications": ["a"], "cost": 0, "pods": 2,
          "requests": {}, "usage": {}, "slack_cost": 0, "application": {}}})");
  CHECK(teams.totals() == Lines{"team web pods=2 cost=0 slack=0"});
  const auto one = read_text(
      R"({"id": "cart", "cost": 0, "slack_cost": 0, "components": {}, "team": "web", "active": {},
          "requests": {}, "usage": {}, "pods": [
            {"cluster": "demo", "namespace": "shop", "name": "cart-1", "requests": {"cpu": 1},
             "usage": {"cpu": 0.5, "memory": 7}, "application": "cart"}, {"name": "cart-2"}]})");
  CHECK(one.rows() == Lines{"demo:shop/cart-1 app=cart requested=1000000000/? used=500000000/7"});
  CHECK(one.totals() == Lines{"application cart cost=0 slack=0"});
  CHECK(one.told == Lines{"usage:4:74: error: pods[1]: 'namespace' is missing "
                          "[k8s-field-missing]"});
}

TEST_CASE("a checkpoint gives percentiles of the application that its folders name",
          "[usage][report]") {
  constexpr const char* kText =
      R"({"first_sample_time": 1600000000, "total_samples_count": 288,
     "cpu_histogram": {"total_weight": 28.8, "bucket_weights": {"26": 20.0, "33": 8.8},
     "reference_time": 1599955200},
     "memory_histogram": {"total_weight": 288.0, "bucket_weights": {"8": 288.0},
     "reference_time": 1599955200}})";
  const auto reading =
      read_text(kText, {}, "report/data/demo/shop/cart/-/cart,proxy/checkpoint.json");
  CHECK(reading.told == Lines{});
  // End of bucket 33: 0.001 x (1.05^34 - 1) / 0.05 = 0.0850669594 cores; of bucket 8: 10 MiB x
  // (1.05^9 - 1) / 0.05 = 115,621,907 bytes.
  CHECK(reading.rows() ==
        Lines{"demo:shop/ app=cart containers=cart,proxy pods=0 used=61958369/107875785 "
              "high=85066959/115621907 most=85066959/115621907 recommended=97827003/132965194"});
  CHECK(reading.series.front().percentile == 90);
  CHECK(read_text(kText, {}, "checkpoint.json").told.size() == 1);
}

TEST_CASE("a checkpoint with wrong buckets is reported", "[usage][report]") {
  const auto reading = read_text(
      R"({"total_samples_count": 1, "cpu_histogram": {"bucket_weights": {"-1": 1, "x": 1, "2": -3}},
          "memory_histogram": {"bucket_weights": {}}})",
      {}, "a/b/c/d/e/checkpoint.json");
  CHECK(reading.rows() == Lines{});
  CHECK(reading.told ==
        Lines{"a/b/c/d/e/checkpoint.json:1:65: error: cpu_histogram.bucket_weights.-1: '-1' is "
              "not the number of a bucket [usage-value] (buckets are numbered from 0 to 399)",
              "a/b/c/d/e/checkpoint.json:1:74: error: cpu_histogram.bucket_weights.x: 'x' is not "
              "the number of a bucket [usage-value] (buckets are numbered from 0 to 399)",
              "a/b/c/d/e/checkpoint.json:1:87: error: cpu_histogram.bucket_weights.2: '-3' is "
              "negative [usage-value] (a weight is 0 or more)"});
}

TEST_CASE("a pickle is refused unread", "[usage][report]") {
  const auto reading = read_text(std::string("\x80\x03}q\0.", 6), {}, "dump.pickle");
  CHECK(reading.series.empty());
  CHECK(reading.told ==
        Lines{"dump.pickle:0:0: error: a Python pickle is never read, as reading one can run code "
              "[usage-format] (give the .tsv or .json files of the report instead)"});
}

}  // namespace
}  // namespace eksplan::usage
