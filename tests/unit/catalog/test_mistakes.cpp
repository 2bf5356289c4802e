// What is wrong in a price folder is said with its place and with what would be right; nothing is
// built from it.

#include <algorithm>

#include "price_folder.hpp"
#include <catch2/catch.hpp>

namespace eksplan::catalog {
namespace {

struct Mistake {
  std::string file;
  std::string before;
  std::string after;
  std::string message;  ///< after "prices/<file>:"
};

void check(const Mistake& mistake) {
  CAPTURE(mistake.before, mistake.after);
  const auto built = test::build_folder(
      test::with(test::small_folder(), mistake.file, mistake.before, mistake.after));
  CHECK(built.summary == "prices/" + mistake.file + ":" + mistake.message + "\n");
  CHECK_FALSE(built.set);
}

TEST_CASE("a wrong cell is shown with a caret", "[catalog]") {
  const auto built = test::build_folder(
      test::with(test::small_folder(), "ec2/us-east-1.csv", "0.096", "-0.096"), "/home/me/prices");
  CHECK_FALSE(built.set);
  CHECK(built.messages ==
        "/home/me/prices/ec2/us-east-1.csv:2:10: error: on_demand: '-0.096' is not a price "
        "[price-data]\n"
        "     2 | m5.large,-0.096,0.188,0.041,region-average,<5%,2026-05-17,0.059,0.037,0.0605,"
        "0.0385,2026-04,us-ea...\n"
        "       |          ^^^^^^ write dollars in digits with a dot, such as 0.096\n");
}

TEST_CASE("a wrong EC2 price is refused", "[catalog]") {
  const std::string file = "ec2/us-east-1.csv";
  check(GENERATE_REF(values<Mistake>({
      {file, "0.096", "$0.096",
       "2:10: error: on_demand: '$0.096' is not a price [price-data]\n"
       "    write dollars in digits with a dot, such as 0.096"},
      {file, "0.096", "1e-3",
       "2:10: error: on_demand: '1e-3' is not a price [price-data]\n"
       "    write dollars in digits with a dot, such as 0.096"},
      {file, "0.096", ".096",
       "2:10: error: on_demand: '.096' is not a price [price-data]\n"
       "    write dollars in digits with a dot, such as 0.096"},
      {file, "0.096", "0",
       "2:10: error: on_demand: a price of 0 would make things free [price-data]\n"
       "    a price that is not known is left out"},
      {file, "0.096", "0.0000000004999",
       "2:10: error: on_demand: '0.0000000004999' is less than a billionth of a dollar "
       "[price-data]\n"
       "    eksplan counts in billionths: leave the price out"},
      {file, "0.096", "9223372036.8547758075",
       "2:10: error: on_demand: '9223372036.8547758075' is too large for a price [price-data]\n"
       "    a price is in dollars for one unit"},
      {file, "0.096", "9223372037",
       "2:10: error: on_demand: '9223372037' is too large for a price [price-data]\n"
       "    a price is in dollars for one unit"},
      {file, "0.096", "99999999999999999999999999999999999999999999",
       "2:10: error: on_demand: '99999999999999999999999999999999999999999999' is too large for a "
       "price [price-data]\n"
       "    a price is in dollars for one unit"},
      {file, "0.0058,", ",",
       "3:9: error: on_demand: the row of 't2.nano' has no price [price-data]\n"
       "    fill a price or leave the row out"},
      {file, "m5.large", "m5.lagre",
       "2:1: error: instance_type: 'm5.lagre' is not in instance-types.csv [price-data]\n"
       "    did you mean 'm5.large'?"},
      {file, "m5.large", "x99.gigantic",
       "2:1: error: instance_type: 'x99.gigantic' is not in instance-types.csv [price-data]\n"
       "    add the type there"},
      {file, "t2.nano", "m5.large",
       "3:1: error: instance_type: 'm5.large' stands twice [price-data]\n    line 2 has it "
       "already"},
      {file, "2026-05-18", "",
       "2:108: error: as_of: the cell is empty [price-data]\n    every row has a value here"},
      {file, "2026-05\n", "2026-13\n",
       "3:37: error: as_of: '2026-13' is not a date [price-data]\n"
       "    write a year, month or day, such as 2026, 2026-05 or 2026-05-18"},
      {file, "2026-05\n", "2026-02-30\n",
       "3:37: error: as_of: '2026-02-30' is not a date [price-data]\n"
       "    write a year, month or day, such as 2026, 2026-05 or 2026-05-18"},
      {file, "2026-05\n", "202605-\n",
       "3:37: error: as_of: '202605-' is not a date [price-data]\n"
       "    write a year, month or day, such as 2026, 2026-05 or 2026-05-18"},
  })));
}

TEST_CASE("what is said beside a price must be whole, and speak of a price that is there",
          "[catalog]") {
  const std::string file = "ec2/us-east-1.csv";
  check(GENERATE_REF(values<Mistake>({
      {file, "region-average", "region-avarage",
       "2:28: error: spot_kind: 'region-avarage' is not a kind of Spot price [price-data]\n"
       "    did you mean 'region-average'?"},
      {file, "region-average", "",
       "2:28: error: spot_kind: the cell is empty [price-data]\n    every row has a value here"},
      {file, "<5%", "5%",
       "2:43: error: spot_interruption: '5%' is not a share of interruptions [price-data]\n"
       "    write <5%, 5-10%, 10-15%, 15-20%, >20% or nothing"},
      {file, "2026-05-17", "yesterday",
       "2:47: error: spot_as_of: 'yesterday' is not a date [price-data]\n"
       "    write a year, month or day, such as 2026, 2026-05 or 2026-05-18"},
      {file, "2026-05-17", "",
       "2:47: error: spot_as_of: the cell is empty [price-data]\n    every row has a value here"},
      {file, "2026-04", "",
       "2:84: error: committed_as_of: the cell is empty [price-data]\n    every row has a value "
       "here"},
      {file, "0.0058,,,,>20%,,", "0.0058,,,zone-mean,>20%,2026,",
       "3:18: error: spot_kind: 'zone-mean' speaks of a price that the row does not have "
       "[price-data]\n    fill spot or leave the cell empty\nprices/" +
           file +
           ":3:33: error: spot_as_of: '2026' speaks of a price that the row does not have "
           "[price-data]\n    fill spot or leave the cell empty"},
      {file, ",,other", "2026,,other",
       "3:29: error: committed_as_of: '2026' speaks of a price that the row does not have "
       "[price-data]\n    fill a reserved or savings price or leave the cell empty"},
      {file, "us-east-1b", "us-east-1c",
       "2:92: error: zones: 'us-east-1c' is not a zone of the region [price-data]\n"
       "    name zones of regions.csv, parted by one blank"},
      {file, ",test,", ",,",
       "2:103: error: source: the cell is empty [price-data]\n    every row has a value here"},
  })));
}

TEST_CASE("a row with a cell too many is refused", "[catalog]") {
  const auto built =
      test::build_folder(test::with(test::small_folder(), "ec2/us-east-1.csv", "0.096", "0,096"));
  CHECK_FALSE(built.set);
  CHECK(built.summary.starts_with("prices/ec2/us-east-1.csv:2:"));
  CHECK(built.summary.find("[table-syntax]") != std::string::npos);
}

TEST_CASE("a wrong header is refused", "[catalog]") {
  const std::string file = "services/eu-west-1.csv";
  const std::string columns = "    its columns are item,usd,unit,source,as_of";
  check(GENERATE_COPY(values<Mistake>({
      {file, "usd", "eur",
       "1:1: error: column 'usd' is missing [price-data]\n" + columns + "\nprices/" + file +
           ":1:6: error: 'eur' is not a column of this file [price-data]\n" + columns},
      {file, "usd", "usd,usd",
       "1:1: error: the header has the column 'usd' twice [table-syntax]\n"
       "    give the columns different names\n"
       "prices/" +
           file +
           ":2:1: error: this row has 5 cells, the header has 6 [table-syntax]\n"
           "    a cell that holds the separator needs quotes"},
      {file, "source", "sorce",
       "1:1: error: column 'source' is missing [price-data]\n" + columns + "\nprices/" + file +
           ":1:15: error: 'sorce' is not a column of this file [price-data]\n    did you mean "
           "'source'?"},
      {file, "nat-gateway,0.048,hour,test,2025-10-28\n", "",
       " error: the file has no rows [price-data]\n    write at least one below the header"},
      {file, "item,usd,unit,source,as_of\nnat-gateway,0.048,hour,test,2025-10-28\n", "# nothing\n",
       " error: there is no header line [price-data]\n    write item,usd,unit,source,as_of"},
  })));
}

TEST_CASE("a wrong price of another thing is refused", "[catalog]") {
  const std::string file = "services/us-east-1.csv";
  check(GENERATE_REF(values<Mistake>({
      {file, "nat-gateway", "nat-gatway",
       "2:1: error: item: 'nat-gatway' is not an item that eksplan prices [price-data]\n"
       "    did you mean 'nat-gateway'?"},
      {file, "nat-gateway", "lunch",
       "2:1: error: item: 'lunch' is not an item that eksplan prices [price-data]\n    README.md "
       "lists the items"},
      {file, "nat-gateway,0.045,hour", "fargate-vcpu,0.045,vCPU-hour",
       "3:1: error: item: 'fargate-vcpu' stands twice [price-data]\n    line 2 has it already"},
      {file, "nat-gateway,0.045,hour", "fargate-savings-1yr-no-upfront,1,fraction",
       "2:32: error: usd: '1' is not a part of a price [price-data]\n    write a fraction below 1, "
       "such as 0.2 for 20 %"},
      {file, "vCPU-hour", "hour",
       "3:22: error: unit: 'hour' is not the unit of fargate-vcpu [price-data]\n    its price is "
       "for one vCPU-hour"},
      {file, "0.045", "",
       "2:13: error: usd: the cell is empty [price-data]\n    every row has a value here"},
      {file, "0.045", "free",
       "2:13: error: usd: 'free' is not a price [price-data]\n"
       "    write dollars in digits with a dot, such as 0.096"},
  })));
}

TEST_CASE("a wrong instance type is refused", "[catalog]") {
  const std::string file = "instance-types.csv";
  check(GENERATE_REF(values<Mistake>({
      {file, "m5.large,2,", "m5.large,0,",
       "3:10: error: vcpu: '0' is out of range [price-data]\n    it is 1 to 65535"},
      {file, "m5.large,2,", "m5.large,-2,",
       "3:10: error: vcpu: '-2' is out of range [price-data]\n    it is 1 to 65535"},
      {file, "m5.large,2,", "m5.large,2.5,",
       "3:10: error: vcpu: '2.5' is not a whole number [price-data]\n    write digits only, 1 to "
       "65535"},
      {file, "m5.large,2,", "m5.large,99999999999999999999,",
       "3:10: error: vcpu: '99999999999999999999' is not a whole number [price-data]\n"
       "    write digits only, 1 to 65535"},
      {file, "8192", "0",
       "3:12: error: memory_mib: '0' is out of range [price-data]\n    it is 1 to 2147483647"},
      {file, "131072", "",
       "4:14: error: memory_mib: the cell is empty [price-data]\n    every row has a value here"},
      {file, "7811", "8193",
       "3:17: error: memory_measured_mib: 8193 MiB is more than the 8192 MiB of the type "
       "[price-data]\n"
       "    a machine never sees more than its nominal memory"},
      {file, "7811", "",
       "3:18: error: memory_measured_as_of: there is a date but no measured memory [price-data]\n"
       "    fill memory_measured_mib or leave both empty"},
      {file, "2025-12-10", "",
       "3:22: error: memory_measured_as_of: the cell is empty [price-data]\n    every row has a "
       "value here"},
      {file, "arm64", "aarch64",
       "4:23: error: arch: 'aarch64' is not an architecture [price-data]\n    write amd64 or "
       "arm64"},
      {file, "arm64", "",
       "4:23: error: arch: the cell is empty [price-data]\n    every row has a value here"},
      {file, ",true,false,false,false", ",yes,false,false,false",
       "3:55: error: nitro: 'yes' is neither true nor false [price-data]\n    write true or false"},
      {file, "t2.nano,",
       "t2.nano,1,512,,,amd64,0,,0,,,,,,,false,true,false,test,2026-08-02\nt2.nano,",
       "6:1: error: instance_type: 't2.nano' stands twice [price-data]\n    line 5 has it already"},
  })));
}

TEST_CASE("a wrong name of an instance type is refused", "[catalog]") {
  const auto name =
      GENERATE(values<std::string>({"nano", "T2.nano", "t2.", ".nano", "t2.na no", "t2.nano.x"}));
  CAPTURE(name);
  auto folder = test::with(test::small_folder(), "instance-types.csv", "t2.nano", name);
  folder =
      test::with(folder, "ec2/us-east-1.csv", "t2.nano,0.0058,,,,>20%,,,,,,,,other,2026-05\n", "");
  CHECK(test::build_folder(folder).summary ==
        "prices/instance-types.csv:5:1: error: instance_type: '" + name +
            "' is not the name of an instance type [price-data]\n"
            "    write family, dot and size, such as m6i.large\n");
}

TEST_CASE("a wrong region is refused", "[catalog]") {
  const std::string file = "regions.csv";
  check(GENERATE_REF(values<Mistake>({
      {file, "us-east-1a=use1-az1 us-east-1b=use1-az2,us-east-1b", ",",
       "2:43: error: zones: the cell is empty [price-data]\n    every row has a value here"},
      {file, "az1 us-east", "az1  us-east",
       "2:43: error: zones: '' is not an availability zone of us-east-1 [price-data]\n"
       "    write names or NAME=ID parted by one blank, such as 'us-east-1a us-east-1b'"},
      {file, "us-east-1a=", "us-east-2a=",
       "2:43: error: zones: 'us-east-2a' is not an availability zone of us-east-1 [price-data]\n"
       "    write names or NAME=ID parted by one blank, such as 'us-east-1a us-east-1b'"},
      {file, "us-east-1a=use1-az1", "use1-az1",
       "2:43: error: zones: 'use1-az1' is not an availability zone of us-east-1 [price-data]\n"
       "    write names or NAME=ID parted by one blank, such as 'us-east-1a us-east-1b'"},
      {file, "=use1-az1", "=us-east-1c",
       "2:43: error: zones: 'us-east-1c' is not the id of a zone [price-data]\n"
       "    write one such as use1-az1, or us-east-1a alone"},
      {file, "=use1-az1", "=",
       "2:43: error: zones: '' is not the id of a zone [price-data]\n"
       "    write one such as use1-az1, or us-east-1a alone"},
      {file, "=use1-az1", "=use1-az2",
       "2:43: error: zones: 'use1-az2' stands twice [price-data]\n    line 2 has it already"},
      {file, ",us-east-1b,", ",us-east-1c,",
       "2:83: error: fargate_zones: 'us-east-1c' is not a zone of the region [price-data]\n"
       "    name zones of regions.csv, parted by one blank"},
      {file, ",us-east-1b,", ",us-east-1b us-east-1b,",
       "2:83: error: fargate_zones: 'us-east-1b' stands twice [price-data]\n"
       "    name each zone once"},
      {file, "EU (Ireland)", "",
       "3:11: error: title: the cell is empty [price-data]\n    every row has a value here"},
      {file, "true,false,eu", "unknown,false,eu",
       "3:24: error: eks_fargate: 'unknown' is neither true nor false [price-data]\n    write true "
       "or false"},
  })));
}

TEST_CASE("a wrong add-on is refused", "[catalog]") {
  const std::string file = "addons.csv";
  check(GENERATE_REF(values<Mistake>({
      {file, "70Mi", "70MB",
       "3:38: error: memory: '70MB' is not an amount [price-data]\n    write 70Mi, or 70M for "
       "powers of ten"},
      {file, "100m,0", "-100m,0",
       "2:37: error: cpu: '-100m' is out of range [price-data]\n    a request is 0 or more"},
      {file, "DaemonSet,,", "DaemonSet,3,",
       "2:36: error: replicas: a DaemonSet has no replicas [price-data]\n    leave the cell empty"},
      {file, "Deployment,2", "Deployment,",
       "3:31: error: replicas: the cell is empty [price-data]\n    every row has a value here"},
      {file, "Deployment,2", "StatefulSet,2",
       "3:20: error: kind: 'StatefulSet' is not a kind of add-on [price-data]\n    write DaemonSet "
       "or Deployment"},
      {file, "coredns", "kube-proxy",
       "3:1: error: name: 'kube-proxy' stands twice [price-data]\n    line 2 has it already"},
  })));
}

TEST_CASE("a price set that does not fit its files is refused", "[catalog]") {
  const std::string file = "price-set.csv";
  check(GENERATE_REF(values<Mistake>({
      {file, "2026-05-18", "2026-05-17",
       "3:16: error: value: '2026-05-17' is not the date of the newest price [price-data]\n    "
       "write 2026-05-18"},
      {file, "layout,2", "layout,1",
       "2:8: error: value: '1' is not a layout that eksplan reads [price-data]\n    it reads "
       "layout 2"},
      {file, "layout,2\n", "",
       "4:1: error: key: no row has the key 'layout' [price-data]\n    add a row 'layout,...'"},
      {file, "layout,2", "lay-out,2",
       "2:1: error: key: 'lay-out' is not a key of a price set [price-data]\n    did you mean "
       "'layout'?\n"
       "prices/price-set.csv:5:1: error: key: no row has the key 'layout' [price-data]\n    add a "
       "row 'layout,...'"},
      {file, "region,eu-west-1", "region,eu-west-1\nregion,us-east-1",
       "6:8: error: value: 'us-east-1' stands twice [price-data]\n    line 4 has it already"},
      {file, "region,eu-west-1", "region,eu-west-1\nlayout,2",
       "6:1: error: key: 'layout' stands twice [price-data]\n    line 2 has it already"},
      {file, "region,eu-west-1", "region,eu-west-1\nregion,eu-west-9",
       "6:8: error: value: region 'eu-west-9' has no row in regions.csv [price-data]\n"
       "    add one, or take the region out\n"
       "prices/price-set.csv:6:8: error: value: the set has no file 'ec2/eu-west-9.csv' "
       "[price-data]\n"
       "    add it, or take the region out\n"
       "prices/price-set.csv:6:8: error: value: the set has no file 'services/eu-west-9.csv' "
       "[price-data]\n"
       "    add it, or take the region out"},
  })));
}

TEST_CASE("a file that no region has is refused", "[catalog]") {
  auto folder = test::with(test::small_folder(), "price-set.csv", "region,eu-west-1\n", "");
  const auto built = test::build_folder(folder);
  CHECK_FALSE(built.set);
  CHECK(built.summary ==
        "prices/ec2/eu-west-1.csv: error: the file is not part of the price set, or stands twice "
        "[price-data]\n"
        "    name its region in price-set.csv, or take the file out\n"
        "prices/regions.csv:3:1: error: region: 'eu-west-1' is not a region of this set "
        "[price-data]\n"
        "    add a row 'region,eu-west-1' to price-set.csv and its files\n"
        "prices/services/eu-west-1.csv: error: the file is not part of the price set, or stands "
        "twice [price-data]\n"
        "    name its region in price-set.csv, or take the file out\n");
}

TEST_CASE("a missing file is named", "[catalog]") {
  const auto name = GENERATE(
      values<std::string>({"price-set.csv", "regions.csv", "instance-types.csv", "addons.csv"}));
  auto folder = test::small_folder();
  folder.erase(name);
  const auto built = test::build_folder(folder);
  CHECK_FALSE(built.set);
  CHECK(built.messages.find(name + ": error: the price set has no such file [price-data]\n") !=
        std::string::npos);
}

TEST_CASE("no files at all are refused", "[catalog]") {
  CHECK_FALSE(test::build_folder({}).set);
  diag::Diagnostics found;
  CHECK_FALSE(build("nothing", {}, found));
  CHECK(found.error_count() == 4);
}

TEST_CASE("all mistakes of all files are found in one run", "[catalog]") {
  auto folder = test::with(test::small_folder(), "ec2/us-east-1.csv", "0.096", "x");
  folder = test::with(folder, "ec2/us-east-1.csv", "0.041", "y");
  folder = test::with(folder, "ec2/eu-west-1.csv", "0.107", "z");
  folder = test::with(folder, "services/eu-west-1.csv", "hour", "day");
  folder = test::with(folder, "addons.csv", "70Mi", "lots");
  folder = test::with(folder, "instance-types.csv", "8192", "8 GiB");
  const auto built = test::build_folder(folder);
  CHECK_FALSE(built.set);
  CHECK(std::count(built.summary.begin(), built.summary.end(), '[') == 6);
}

TEST_CASE("an earlier problem of another input does not spoil a set", "[catalog]") {
  const auto folder = test::small_folder();
  std::vector<PriceFile> files;
  for (const auto& [name, text] : folder) {
    files.push_back({name, text});
  }
  diag::Diagnostics found;
  diag::Diagnostic earlier;
  earlier.message = "something else";
  found.add(earlier);
  CHECK(build("prices", files, found));
  CHECK(found.all().size() == 1);
}

TEST_CASE("a long file that is wrong everywhere is reported in full", "[catalog]") {
  auto folder = test::small_folder();
  auto& text = folder.at("ec2/us-east-1.csv");
  constexpr int kRows = 3000;
  for (int i = 0; i < kRows; ++i) {
    text += "m5.size-" + std::to_string(i) + ",0.1,,,,,,,,,,,,test,2026\n";
  }
  const auto built = test::build_folder(folder);
  CHECK_FALSE(built.set);
  CHECK(built.messages.find(
            "ec2/us-east-1.csv:3003:1: error: instance_type: 'm5.size-2999' is not in") !=
        std::string::npos);
}

}  // namespace
}  // namespace eksplan::catalog
