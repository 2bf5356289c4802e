#include "price_folder.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <catch2/catch.hpp>

#include "eksplan/diag/print.hpp"

namespace eksplan::catalog::test {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  REQUIRE(stream);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line + ",");
  for (std::string cell; std::getline(stream, cell, ',');) {
    cells.push_back(cell);
  }
  return cells;
}

}  // namespace

Folder project_folder() {
  const std::filesystem::path root = EKSPLAN_PRICING_DATA;
  Folder folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const auto name = std::filesystem::relative(entry.path(), root).generic_string();
    if (entry.is_regular_file() && name != "README.md") {
      folder[name] = read_file(entry.path());
    }
  }
  return folder;
}

Folder small_folder() {
  return {
      {"price-set.csv",
       "key,value\n"
       "layout,2\n"
       "effective_date,2026-05-18\n"
       "region,us-east-1\n"
       "region,eu-west-1\n"},
      {"regions.csv",
       "region,title,eks_fargate,fargate_2020_02,zones,fargate_zones,source,as_of\n"
       "us-east-1,US East (N. Virginia),true,true,us-east-1a=use1-az1 us-east-1b=use1-az2,"
       "us-east-1b,test,2026\n"
       "eu-west-1,EU (Ireland),true,false,eu-west-1a,,test,2026\n"},
      {"instance-types.csv",
       "# three types\n"
       "instance_type,vcpu,memory_mib,memory_measured_mib,memory_measured_as_of,arch,gpus,gpu_"
       "manufacturer,"
       "neuron_accelerators,other_accelerator,local_nvme_gb,enis,ipv4_per_eni,max_ebs_attachments,"
       "nitro,bare_metal,"
       "burstable,current_generation,source,as_of\n"
       "m5.large,2,8192,7811,2025-12-10,amd64,0,,0,,0,3,10,27,true,false,false,false,test,2026-08-"
       "02\n"
       "g5g.metal,64,131072,,,arm64,2,NVIDIA,0,,0,15,50,31,true,true,false,true,test,2026-08-02\n"
       "t2.nano,1,512,,,amd64,0,,0,,,,,,,false,true,false,test,2026-08-02\n"},
      {"addons.csv",
       "name,add_on,version,kind,replicas,cpu,memory,host_network,only_with_ebs,source\n"
       "kube-proxy,kube-proxy,v1,DaemonSet,,100m,0,true,false,test\n"
       "coredns,coredns,v1,Deployment,2,100m,70Mi,false,false,test\n"},
      {"ec2/us-east-1.csv",
       "instance_type,on_demand,windows,spot,spot_kind,spot_interruption,spot_as_of,reserved_1yr,"
       "reserved_3yr,savings_1yr,savings_3yr,committed_as_of,zones,source,as_of\n"
       "m5.large,0.096,0.188,0.041,region-average,<5%,2026-05-17,0.059,0.037,0.0605,0.0385,"
       "2026-04,us-east-1b,test,2026-05-18\n"
       "t2.nano,0.0058,,,,>20%,,,,,,,,other,2026-05\n"},
      {"ec2/eu-west-1.csv",
       "instance_type,on_demand,windows,spot,spot_kind,spot_interruption,spot_as_of,reserved_1yr,"
       "reserved_3yr,savings_1yr,savings_3yr,committed_as_of,zones,source,as_of\n"
       "g5g.metal,3.0508,,,,,,,,,,,,test,2026-05\n"
       "m5.large,0.107,,,,,,,,,,,,test,2026-05\n"},
      {"services/us-east-1.csv",
       "item,usd,unit,source,as_of\n"
       "nat-gateway,0.045,hour,test,2025-10-28\n"
       "fargate-vcpu,0.04048,vCPU-hour,test,2025-10-28\n"},
      {"services/eu-west-1.csv",
       "item,usd,unit,source,as_of\n"
       "nat-gateway,0.048,hour,test,2025-10-28\n"},
  };
}

Folder with(Folder folder, const std::string& file, const std::string& before,
            const std::string& after) {
  auto& text = folder.at(file);
  const auto at = text.find(before);
  REQUIRE(at != std::string::npos);
  text.replace(at, before.size(), after);
  return folder;
}

Built build_folder(const Folder& folder, std::string_view path) {
  std::vector<PriceFile> files;
  for (const auto& [name, text] : folder) {
    files.push_back({std::string(path) + "/" + name, text});
  }
  diag::Diagnostics found;
  Built built{.set = build(path, files, found), .messages = "", .summary = ""};
  for (auto diagnostic : found.sorted()) {
    built.messages += diag::print(diagnostic);
    diagnostic.excerpt = {};
    built.summary += diag::print(diagnostic);
  }
  return built;
}

Csv read_csv(const std::string& text) {
  Csv csv;
  std::vector<std::string> header;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with('#')) {
      continue;
    }
    const auto cells = cells_of(line);
    if (header.empty()) {
      header = cells;
      continue;
    }
    REQUIRE(cells.size() == header.size());
    std::map<std::string, std::string> row;
    for (std::size_t i = 0; i < header.size(); ++i) {
      row[header[i]] = cells[i];
    }
    csv.rows.push_back(row);
  }
  return csv;
}

}  // namespace eksplan::catalog::test
