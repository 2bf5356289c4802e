#include "small_prices.hpp"

#include <array>

#include <catch2/catch.hpp>

#include "eksplan/diag/print.hpp"

namespace eksplan::support {
namespace {

constexpr std::string_view kSet = R"(key,value
layout,2
effective_date,2026-05-18
region,us-test-1
)";

constexpr std::string_view kRegions =
    R"(region,title,eks_fargate,fargate_2020_02,zones,fargate_zones,source,as_of
us-test-1,Test,true,false,us-test-1a us-test-1b,,test,2026-05-18
)";

constexpr std::string_view kTypes =
    R"(instance_type,vcpu,memory_mib,memory_measured_mib,memory_measured_as_of,arch,gpus,gpu_manufacturer,neuron_accelerators,other_accelerator,local_nvme_gb,enis,ipv4_per_eni,max_ebs_attachments,nitro,bare_metal,burstable,current_generation,source,as_of
big.xlarge,4,8192,,,amd64,0,,0,,0,4,15,27,true,false,false,true,test,2026-05-18
small.large,2,8192,,,amd64,0,,0,,0,3,10,27,true,false,false,true,test,2026-05-18
)";

constexpr std::string_view kAddOns =
    "name,add_on,version,kind,replicas,cpu,memory,host_network,only_with_ebs,source\n"
    "kube-proxy,kube-proxy,v1,DaemonSet,,100m,0,true,false,test\n";

constexpr std::string_view kRates =
    R"(instance_type,on_demand,windows,spot,spot_kind,spot_interruption,spot_as_of,reserved_1yr,reserved_3yr,savings_1yr,savings_3yr,committed_as_of,zones,source,as_of
big.xlarge,0.17,,,,,,,,,,,,test,2026-05-18
small.large,0.1,,,,,,,,,,,,test,2026-05-18
)";

constexpr std::string_view kItems = R"(item,usd,unit,source,as_of
control-plane,0.1,hour,test,2026-05-18
control-plane-extended,0.6,hour,test,2026-05-18
fargate-vcpu,0.04048,vCPU-hour,test,2026-05-18
fargate-memory,0.004445,GB-hour,test,2026-05-18
fargate-ephemeral,0.000111,GB-hour,test,2026-05-18
ebs-gp3-storage,0.08,GB-month,test,2026-05-18
ebs-gp2-storage,0.1,GB-month,test,2026-05-18
ebs-io2-storage,0.125,GB-month,test,2026-05-18
ebs-st1-storage,0.045,GB-month,test,2026-05-18
ebs-gp3-iops,0.005,IOPS-month,test,2026-05-18
ebs-gp3-throughput,0.04,MBps-month,test,2026-05-18
efs-standard-storage,0.3,GB-month,test,2026-05-18
nat-gateway,0.045,hour,test,2026-05-18
application-load-balancer,0.0225,hour,test,2026-05-18
network-load-balancer,0.025,hour,test,2026-05-18
public-ipv4,0.005,hour,test,2026-05-18
)";

}  // namespace

catalog::Catalogue small_catalogue() {
  const std::array<catalog::PriceFile, 6> files{{{"price-set.csv", kSet},
                                                 {"regions.csv", kRegions},
                                                 {"instance-types.csv", kTypes},
                                                 {"addons.csv", kAddOns},
                                                 {"ec2/us-test-1.csv", kRates},
                                                 {"services/us-test-1.csv", kItems}}};
  diag::Diagnostics found;
  const auto set = catalog::build("small", files, found);
  for (const auto& diagnostic : found.sorted()) {
    UNSCOPED_INFO(diag::print(diagnostic));
  }
  REQUIRE(set != nullptr);
  return *catalog::open_region(set, "us-test-1");
}

}  // namespace eksplan::support
