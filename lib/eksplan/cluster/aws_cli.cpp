#include "eksplan/cluster/aws_cli.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "eksplan/cluster/facts.hpp"
#include "eksplan/cluster/node_group.hpp"
#include "eksplan/cluster/profile.hpp"

namespace eksplan::cluster {
namespace {

constexpr ProfileWords kApiProfile{.name = "fargateProfileName", .subnets = "subnets"};

constexpr GroupWords kApiGroup{.name = "nodegroupName",
                               .capacity_type = "capacityType",
                               .instance_types = "instanceTypes",
                               .ami_type = "amiType",
                               .taints = "taints",
                               .launch_template = "launchTemplate",
                               .remote_access = "remoteAccess",
                               .min_size = "minSize",
                               .desired_size = "desiredSize",
                               .max_size = "maxSize"};

void read_cluster(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  auto& into = reading.into;
  read_name(fields, "name", reading);
  read_region_of_arn(fields, "arn", reading);
  read_version(fields, "version", reading);
  read_platform_version(fields, "platformVersion", reading);
  into.auto_mode = is_true(fields, "computeConfig.enabled") || into.auto_mode;
  const auto outposts = strings_at(fields, "outpostConfig.outpostArns");
  into.zone = outposts.empty() ? into.zone : outposts.front();
  if (is_true(fields, "zonalShiftConfig.enabled")) {
    into.uses.insert(model::ClusterUse::zonal_shift);
  }
}

void read_nodegroup(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  read_owner(fields, "clusterName", reading);
  reading.into.node_groups.push_back(
      read_api_group(fields, kApiGroup, fields.mapping("scalingConfig"), reading));
}

void read_fargate_profile(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  read_owner(fields, "clusterName", reading);
  reading.into.fargate_profiles.push_back(
      read_profile(fields, kApiProfile, mappings_at(fields, "selectors"), reading));
}

void read_association(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  read_owner(fields, "clusterName", reading);
  reading.into.pod_identities.push_back(
      {.namespace_name = fields.string("namespace").value_or(""),
       .service_account = fields.string("serviceAccount").value_or(""),
       .at = place_of(node, reading)});
}

// EC2 gives tags as a list of {Key, Value}.
model::Labels tags_of(const doc::Fields& subnet) {
  model::Labels tags;
  for (const auto& node : mappings_at(subnet, "Tags")) {
    const doc::Fields tag(node, subnet.diagnostics());
    tags.insert_or_assign(tag.string("Key").value_or(""), tag.string("Value").value_or(""));
  }
  return tags;
}

// A subnet that gives no public addresses may still have a route to an internet gateway, so that
// alone makes it no private one.
void read_subnet(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  model::Subnet subnet;
  subnet.id = fields.string("SubnetId").value_or("");
  subnet.zone = fields.string("AvailabilityZone").value_or("");
  subnet.free_addresses = count_at(fields, "AvailableIpAddressCount");
  subnet.is_public = is_true(fields, "MapPublicIpOnLaunch") ? std::optional(true)
                                                            : public_by_tags(tags_of(fields));
  subnet.path = path_of(node);
  subnet.at = place_of(fields.find("SubnetId").value_or(node), reading);
  reading.into.subnets.push_back(std::move(subnet));
}

/// A key of an answer, and what reads its value or each element of it.
struct Answer {
  const char* key;
  bool is_list;
  void (*read)(const doc::Node&, const Reading&);
};

constexpr std::array<Answer, 6> kAnswers{{{"cluster", false, read_cluster},
                                          {"nodegroup", false, read_nodegroup},
                                          {"fargateProfile", false, read_fargate_profile},
                                          {"association", false, read_association},
                                          {"associations", true, read_association},
                                          {"Subnets", true, read_subnet}}};

// What comes with an answer and says nothing.
constexpr std::array<std::string_view, 4> kBesides{"ResponseMetadata", "$metadata", "NextToken",
                                                   "nextToken"};

// `cluster` and `association` are words that others use as well.
bool is_plain_word(std::string_view key) {
  return key == "cluster" || key.starts_with("association");
}

bool looks_like_answer(std::string_view key, const doc::Node& value) {
  const auto tells = [](const doc::Node& node) {
    return node.find("arn") || node.find("name") || node.find("version") ||
           node.find("platformVersion") || node.find("serviceAccount");
  };
  if (!is_plain_word(key)) {
    return !value.is_null();
  }
  return value.is_sequence() ? value.size() == 0 || tells(value.at(0)) : tells(value);
}

}  // namespace

bool is_aws_cli(const doc::Node& root) {
  bool found = false;
  for (std::size_t i = 0; i < root.size(); ++i) {
    const auto key = root.key(i).text();
    const auto answer = std::find_if(kAnswers.begin(), kAnswers.end(),
                                     [key](const Answer& one) { return one.key == key; });
    if (answer == kAnswers.end()) {
      if (std::find(kBesides.begin(), kBesides.end(), key) == kBesides.end()) {
        return false;
      }
      continue;
    }
    if (!looks_like_answer(key, root.at(i))) {
      return false;
    }
    found = true;
  }
  return found;
}

void read_aws_cli(const doc::Node& root, const Reading& reading) {
  const doc::Fields fields(root, reading.found);
  reading.into.described = true;
  for (const auto& answer : kAnswers) {
    if (answer.is_list) {
      for (const auto& node : mappings_at(fields, answer.key)) {
        answer.read(node, reading);
      }
    } else if (const auto node = fields.mapping(answer.key)) {
      answer.read(*node, reading);
    }
  }
}

std::optional<bool> public_by_tags(const model::Labels& tags) {
  const bool elb = tags.count("kubernetes.io/role/elb") != 0;
  const bool internal = tags.count("kubernetes.io/role/internal-elb") != 0;
  return elb == internal ? std::nullopt : std::optional(elb);
}

}  // namespace eksplan::cluster
