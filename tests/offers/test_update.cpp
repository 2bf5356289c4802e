#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "list_server.hpp"
#include "offer_file.hpp"
#include "program.hpp"
#include <catch2/catch.hpp>

#include "eksplan/catalog/catalogue.hpp"

using eksplan::offers_test::Ended;
using eksplan::offers_test::Folder;
using eksplan::offers_test::ListServer;
using eksplan::offers_test::run;
using eksplan::offers_test::Served;

namespace {

namespace fs = std::filesystem;

const std::string kRegion = "ap-southeast-5";
const std::string kIndex = "/offers/v1.0/aws/index.json";
const std::string kEc2Regions = "/offers/v1.0/aws/AmazonEC2/current/region_index.json";
const std::string kEc2List = "/offers/v1.0/aws/AmazonEC2/20261116160258/ap-southeast-5/index.json";
const std::string kEksRegions = "/offers/v1.0/aws/AmazonEKS/current/region_index.json";
const std::string kEksList = "/offers/v1.0/aws/AmazonEKS/20261110000000/ap-southeast-5/index.json";

std::string ec2_list() {
  const auto catalogue = eksplan::catalog::open_region(eksplan::catalog::builtin(), kRegion);
  char* data = nullptr;
  std::size_t size = 0;
  std::FILE* const memory = ::open_memstream(&data, &size);
  eksplan::bench::write_offer(*catalogue, {.variants = 3, .compact = true}, memory);
  std::fclose(memory);
  const std::unique_ptr<char, void (*)(void*)> owner(data, std::free);
  return {data, size};
}

std::string eks_list(const std::string& region) {
  return R"({"offerCode": "AmazonEKS", "publicationDate": "2026-11-10T00:00:00Z", "products": {
    "K": {"sku": "K", "productFamily": "Compute", "attributes": {"servicecode": "AmazonEKS",
    "usagetype": "APS7-AmazonEKS-Hours:perCluster", "operation": "CreateOperation",
    "regionCode": ")" +
         region + R"("}}}, "terms": {"OnDemand": {"K": {"K.J": {"priceDimensions": {"K.J.6":
    {"unit": "Hours", "beginRange": "0", "pricePerUnit": {"USD": "0.1200000000"}}}}}}}})";
}

std::string region_index(const std::string& list) {
  return R"({"regions": {"ap-southeast-5": {"regionCode": "ap-southeast-5", "currentVersionUrl": ")" +
         list + "\"}}}";
}

/// A host with sound lists of EC2 and EKS.
struct Host {
  Host() {
    server.serve(kIndex, {.body = R"({"formatVersion": "v1.0", "offers": {
      "AmazonEC2": {"currentRegionIndexUrl": ")" +
                                  kEc2Regions + R"("},
      "AmazonEKS": {"currentRegionIndexUrl": ")" +
                                  kEksRegions + "\"}}}"});
    server.serve(kEc2Regions, {.body = region_index(kEc2List)});
    server.serve(kEc2List, {.body = ec2_list()});
    server.serve(kEksRegions, {.body = region_index(kEksList)});
    server.serve(kEksList, {.body = eks_list(kRegion)});
  }

  std::vector<std::string> command(const std::string& into,
                                   const std::string& services = "AmazonEC2,AmazonEKS") const {
    return {"prices",    "update",     "--region",        kRegion,      "--into",
            into,        "--endpoint", server.endpoint(), "--services", services,
            "--retries", "0",          "--timeout",       "1"};
  }

  ListServer server;
};

std::string sha_of(const std::string& prices, const std::string& folder) {
  const auto listed = run({"prices", "list", "--prices", prices, "-o", "json"}, folder);
  const auto at = listed.out.find("\"sha256\"");
  return listed.exit != 0 || at == std::string::npos ? "" : listed.out.substr(at, 80);
}

std::size_t entries(const std::string& folder, const std::string& beginning) {
  return static_cast<std::size_t>(
      std::count_if(fs::directory_iterator(folder), fs::directory_iterator(), [&](const auto& one) {
        return one.path().filename().string().substr(0, beginning.size()) == beginning;
      }));
}

}  // namespace

TEST_CASE("an update fetches the lists of a region and makes a price folder of them") {
  const Host host;
  const Folder folder;
  const auto into = folder.path() + "/prices";
  const auto ended = run(host.command(into), folder.path());
  INFO(ended.err);
  CHECK(ended.exit == 0);
  CHECK(ended.err.empty());
  CHECK(ended.out.find("price list AmazonEC2 of 2026-11-16") != std::string::npos);
  CHECK(ended.out.find("Use it with --prices " + into) != std::string::npos);
  CHECK(entries(folder.path(), "prices") == 1);  // neither cache nor lock is left
  const auto shown =
      run({"prices", "show", "control-plane", "--region", kRegion, "--prices", into, "-o", "json"},
          folder.path());
  CHECK(shown.out.find("0.12") != std::string::npos);
  CHECK(shown.out.find("2026-11-10") != std::string::npos);
  CHECK(host.server.requests() == std::vector<std::string>{"GET " + kIndex, "GET " + kEc2Regions,
                                                           "GET " + kEc2List, "GET " + kEksRegions,
                                                           "GET " + kEksList});
}

TEST_CASE("a transfer that broke off is gone on with where it stopped") {
  Host host;
  const Folder folder;
  const auto into = folder.path() + "/prices";
  host.server.serve(kEc2List, {.body = ec2_list(), .cut_after = 100'000});
  const auto broken = run(host.command(into), folder.path());
  CHECK(broken.exit == 1);
  CHECK(broken.err.find("the transfer broke off") != std::string::npos);
  CHECK_FALSE(fs::exists(into));
  CHECK(run(host.command(into), folder.path()).exit == 0);
  const auto requests = host.server.requests();
  CHECK(std::find(requests.begin(), requests.end(), "GET " + kEc2List + " bytes=100000-") !=
        requests.end());
}

TEST_CASE("a list that changed since a transfer broke off is fetched anew") {
  Host host;
  const Folder folder;
  const auto into = folder.path() + "/prices";
  host.server.serve(kEc2List,
                    {.body = std::string(200'000, ' ') + ec2_list(), .cut_after = 150'000});
  CHECK(run(host.command(into), folder.path()).exit == 1);
  host.server.serve(kEc2List, {.body = ec2_list()});
  CHECK(run(host.command(into), folder.path()).exit == 0);
}

TEST_CASE("what the host does wrong is said, and the old folder stays") {
  struct Row {
    std::string path;
    Served served;
    int exit;
    std::string message;
  };

  const std::string loop = "/offers/v1.0/aws/loop";
  const auto row = GENERATE_REF(values<Row>({
      {kIndex, {.body = "no", .status = 404}, 1, "the host answered with status 404"},
      {kIndex, {.body = "no", .status = 500}, 1, "the host answered with status 500"},
      {kIndex, {.body = "<html>log in</html>"}, 3, "the answer is not the JSON of an index"},
      {kIndex, {.body = "{\"offers\": "}, 3, "the answer is not the JSON of an index"},
      {kIndex, {.body = "{}"}, 3, "the index names no region index of AmazonEC2"},
      {kIndex,
       {.body = std::string(1 << 16, ' '), .endless = true},
       1,
       "the answer is larger than 16 MiB"},
      {kIndex,
       {.body = "", .status = 302, .location = kIndex},
       1,
       "the host sends from one address to the next without end"},
      {kIndex,
       {.body = "", .status = 302, .location = "file:///etc/passwd"},
       1,
       "the host sends to an address that is not https"},
      {kEc2Regions,
       {.body = "{\"regions\": {}}"},
       3,
       "the index names no list of AmazonEC2 for ap-southeast-5"},
      {kEc2Regions,
       {.body = region_index("/offers/v1.0/aws/../../../../etc/passwd")},
       3,
       "is not the path of a price list"},
      {kEc2Regions,
       {.body = region_index("http://127.0.0.1:1/offers")},
       3,
       "is not the path of a price list"},
      {kEc2List,
       {.body = "{\"publicationDate\": \"2026-11-16T00:00:00Z\", \"products\": "},
       3,
       "the file ends after"},
      {kEc2List, {.body = "<html>502</html>"}, 3, "this is a page of HTML or XML"},
      {kEc2List,
       {.body = std::string(100'000, ' '), .stalls = true},
       1,
       "the transfer stood still for 1 seconds"},
      {kEksList, {.body = eks_list("eu-west-1")}, 3, "has no price of ap-southeast-5"},
      {kEksList, {.body = "gone", .status = 403}, 1, "the host answered with status 403"},
  }));
  CAPTURE(row.path, row.message);
  Host host;
  const Folder folder;
  const auto into = folder.path() + "/prices";
  REQUIRE(run(host.command(into, "AmazonEKS"), folder.path()).exit == 0);
  const auto before = sha_of(into, folder.path());
  host.server.serve(row.path, row.served);
  const auto ended = run(host.command(into), folder.path());
  CHECK(ended.exit == row.exit);
  CHECK(ended.out.empty());
  CHECK(ended.err.find(row.message) != std::string::npos);
  CHECK(sha_of(into, folder.path()) == before);
  CHECK(entries(folder.path(), "prices.new") == 0);
}

TEST_CASE("a redirect within the scheme of the endpoint is followed") {
  Host host;
  const Folder folder;
  const std::string moved = "/offers/v1.0/aws/moved.json";
  host.server.serve(moved, {.body = region_index(kEksList)});
  host.server.serve(kEksRegions, {.body = "", .status = 302, .location = moved});
  CHECK(run(host.command(folder.path() + "/prices", "AmazonEKS"), folder.path()).exit == 0);
}

TEST_CASE("a host that is not there is said, without a folder") {
  const Folder folder;
  const auto ended = run({"prices", "update", "--region", kRegion, "--into",
                          folder.path() + "/prices", "--endpoint", "http://127.0.0.1:1"},
                         folder.path());
  CHECK(ended.exit == 1);
  CHECK(ended.err.find("the host does not answer") != std::string::npos);
  CHECK(entries(folder.path(), "prices") <= 1);
}

TEST_CASE("an update that is killed at any moment leaves the old prices or the new ones") {
  Host host;
  host.server.serve(kEc2List, {.body = ec2_list(), .pause_ms = 1});
  const Folder folder;
  const auto into = folder.path() + "/prices";
  REQUIRE(run(host.command(into, "AmazonEKS"), folder.path()).exit == 0);
  const auto old = sha_of(into, folder.path());
  const auto whole = folder.path() + "/whole";
  REQUIRE(run(host.command(whole), folder.path()).exit == 0);
  const auto fresh = sha_of(whole, folder.path());
  REQUIRE(old != fresh);
  // A fixed row of moments, closer together where the folder is written.
  for (const int moment : {5, 40, 90, 130, 170, 210, 250, 290, 330, 370, 410, 450, 500, 560, 640}) {
    CAPTURE(moment);
    static_cast<void>(run(host.command(into), folder.path(), moment));
    const auto now = sha_of(into, folder.path());
    CHECK((now == old || now == fresh));
  }
  CHECK(run(host.command(into), folder.path()).exit == 0);
  CHECK(sha_of(into, folder.path()) == fresh);
  CHECK(entries(folder.path(), "prices") == 1);
}
