#include <catch2/catch.hpp>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/cluster_options.hpp"

namespace eksplan::app {
namespace {

TEST_CASE("a profile is a name, a namespace and labels", "[app]") {
  const auto plain = parse_fargate_profile("shop=default");
  REQUIRE(plain);
  CHECK(plain->name == "shop");
  REQUIRE(plain->selectors.size() == 1);
  CHECK(plain->selectors[0].namespace_name == "default");
  CHECK(plain->selectors[0].labels.empty());
  const auto labelled = parse_fargate_profile("shop=shop-*/app=cart,tier=web");
  REQUIRE(labelled);
  CHECK(labelled->selectors[0].namespace_name == "shop-*");
  CHECK(labelled->selectors[0].labels == model::Labels{{"app", "cart"}, {"tier", "web"}});
}

TEST_CASE("what is not a profile is refused with an example", "[app]") {
  for (const auto* const text :
       {"", "shop", "=shop", "shop=", "shop=/app=cart", "shop=a/b", "shop=a/=b"}) {
    CAPTURE(text);
    const auto profile = parse_fargate_profile(text);
    REQUIRE_FALSE(profile);
    CHECK(profile.fault().hint ==
          "write a name, a namespace and labels, such as shop=shop/app=cart,tier=web");
  }
}

TEST_CASE("a version of Kubernetes has two numbers", "[app]") {
  CHECK(*parse_kubernetes_version("1.31") == model::KubernetesVersion{1, 31});
  for (const auto* const text : {"", "1", "1.", "v1.31", "1.31.2", "1.x", "-1.3"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_kubernetes_version(text));
  }
}

TEST_CASE("uses are words, and the nearest one is offered", "[app]") {
  CHECK(*parse_cluster_use("zonal-shift") == model::ClusterUse::zonal_shift);
  const auto wrong = parse_cluster_use("zonal-shfit");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.fault().hint == "did you mean zonal-shift?");
}

TEST_CASE("a service account has a namespace and a name", "[app]") {
  CHECK(*parse_service_account("shop/cart") == "shop/cart");
  for (const auto* const text : {"cart", "/cart", "shop/", "a/b/c"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_service_account(text));
  }
}

TEST_CASE("an ignore note wants a known rule and a reason", "[app]") {
  const auto note = parse_ignore("fargate-job-ttl@shop/CronJob/*=a script cleans up, nightly");
  REQUIRE(note);
  CHECK(note->rule == "fargate-job-ttl");
  CHECK(note->object == "shop/CronJob/*");
  CHECK(note->reason == "a script cleans up, nightly");
  CHECK(parse_ignore("fargate-*=all known")->object == "*");
  CHECK_FALSE(parse_ignore("fargate-job-ttl"));
  CHECK_FALSE(parse_ignore("fargate-job-ttl= "));
  const auto unknown = parse_ignore("fargate-job-tll=x");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.fault().hint == "did you mean fargate-job-ttl?");
}

TEST_CASE("options win over the description and add to it", "[app]") {
  model::Cluster cluster;
  cluster.version = model::KubernetesVersion{1, 20};
  auto described = *parse_fargate_profile("shop=old");
  described.path = "fargateProfiles[0]";
  cluster.fargate_profiles = {described};
  model::Cluster stated;
  stated.version = model::KubernetesVersion{1, 31};
  stated.fargate_profiles = {*parse_fargate_profile("shop=new"),
                             *parse_fargate_profile("shop=newer"), *parse_fargate_profile("all=*")};
  add_stated(stated, cluster);
  CHECK(cluster.described);
  CHECK(cluster.version == model::KubernetesVersion{1, 31});
  REQUIRE(cluster.fargate_profiles.size() == 2);
  CHECK(cluster.fargate_profiles[0].name == "all");
  REQUIRE(cluster.fargate_profiles[1].selectors.size() == 2);
  CHECK(cluster.fargate_profiles[1].selectors[0].namespace_name == "new");
}

TEST_CASE("no options describe no cluster", "[app]") {
  model::Cluster cluster;
  add_stated({}, cluster);
  CHECK(cluster == model::Cluster{});
}

}  // namespace
}  // namespace eksplan::app
