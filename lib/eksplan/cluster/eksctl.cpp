#include "eksplan/cluster/eksctl.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "eksplan/cluster/eksctl_node_group.hpp"
#include "eksplan/cluster/facts.hpp"
#include "eksplan/cluster/profile.hpp"

namespace eksplan::cluster {
namespace {

constexpr ProfileWords kEksctlProfile{.name = "name", .subnets = "subnets"};

// What gives the role of a service account a permission, or is the role itself.
constexpr std::array<std::string_view, 4> kPermissions{"attachPolicyARNs", "attachPolicy",
                                                       "attachRoleARN", "roleARN"};

bool is_text(const std::optional<doc::Node>& node, std::string_view prefix) {
  return node && node->kind() == doc::Kind::string && node->text().starts_with(prefix);
}

void read_profiles(const doc::Fields& fields, const Reading& reading) {
  for (const auto& node : mappings_at(fields, "fargateProfiles")) {
    const doc::Fields profile(node, reading.found);
    reading.into.fargate_profiles.push_back(
        read_profile(profile, kEksctlProfile, mappings_at(profile, "selectors"), reading));
  }
}

// Only when all groups are at the edge of the region the cluster counts as being there.
void read_node_groups(const doc::Fields& fields, const Reading& reading) {
  std::string zone;
  bool all_at_edge = true;
  for (const auto& [list, managed] :
       {std::pair{"managedNodeGroups", true}, std::pair{"nodeGroups", false}}) {
    for (const auto& node : mappings_at(fields, list)) {
      reading.into.node_groups.push_back(read_eksctl_group(node, managed, reading));
      const auto edge = edge_zone_of(node, reading);
      all_at_edge = all_at_edge && !edge.empty();
      zone = zone.empty() ? edge : std::min(zone, edge);
    }
  }
  if (all_at_edge && !zone.empty()) {
    reading.into.zone = zone;
  }
}

bool grants_anything(const doc::Fields& account) {
  for (const auto permission : kPermissions) {
    if (is_given(account, permission)) {
      return true;
    }
  }
  const auto policies = account.mapping("wellKnownPolicies");
  for (std::size_t i = 0; policies && i < policies->size(); ++i) {
    if (policies->at(i).kind() == doc::Kind::boolean && policies->at(i).text() == "true") {
      return true;
    }
  }
  return false;
}

// With roleOnly eksctl makes the role and leaves the account to its manifest.
void read_role_accounts(const doc::Fields& fields, const Reading& reading) {
  for (const auto& node : mappings_at(fields, "iam.serviceAccounts")) {
    const doc::Fields account(node, reading.found);
    const auto name = account.string("metadata.name").value_or("");
    const auto namespace_name = account.string("metadata.namespace").value_or("default");
    if (!name.empty() && grants_anything(account) && !is_true(account, "roleOnly")) {
      reading.into.role_accounts.insert(namespace_name + "/" + name);
    }
  }
}

void read_pod_identities(const doc::Fields& fields, const Reading& reading) {
  for (const auto& node : mappings_at(fields, "iam.podIdentityAssociations")) {
    const doc::Fields association(node, reading.found);
    reading.into.pod_identities.push_back(
        {.namespace_name = association.string("namespace").value_or(""),
         .service_account = association.string("serviceAccountName").value_or(""),
         .at = place_of(node, reading)});
  }
}

// A subnet that eksctl has yet to make or to find has no id: its key stands for it.
model::Subnet read_subnet(const doc::Node& key, const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  model::Subnet subnet;
  subnet.id = fields.string("id").value_or(std::string(key.text()));
  subnet.zone = fields.string("az").value_or(std::string(key.text()));
  subnet.path = path_of(node);
  subnet.at = place_of(fields.find("id").value_or(node), reading);
  return subnet;
}

void read_subnets(const doc::Fields& fields, const Reading& reading) {
  for (const auto& [path, is_public] :
       {std::pair{"vpc.subnets.public", true}, std::pair{"vpc.subnets.private", false}}) {
    const auto subnets = fields.mapping(path);
    for (std::size_t i = 0; subnets && i < subnets->size(); ++i) {
      if (subnets->at(i).is_mapping()) {
        auto subnet = read_subnet(subnets->key(i), subnets->at(i), reading);
        subnet.is_public = is_public;
        reading.into.subnets.push_back(std::move(subnet));
      } else if (!subnets->at(i).is_null()) {
        fields.wrong_kind(subnets->at(i), "a mapping");
      }
    }
  }
}

}  // namespace

bool is_eksctl(const doc::Node& root) {
  const auto kind = root.find("kind");
  return is_text(kind, "ClusterConfig") && kind->text() == "ClusterConfig" &&
         is_text(root.find("apiVersion"), "eksctl.io/");
}

void read_eksctl(const doc::Node& root, const Reading& reading) {
  const doc::Fields fields(root, reading.found);
  auto& into = reading.into;
  into.described = true;
  read_name(fields, "metadata.name", reading);
  into.region = fields.string("metadata.region").value_or(into.region);
  read_version(fields, "metadata.version", reading);
  into.auto_mode = is_true(fields, "autoModeConfig.enabled") || into.auto_mode;
  into.node_groups_known =
      (!into.auto_mode && !is_given(fields, "karpenter")) || into.node_groups_known;
  read_profiles(fields, reading);
  read_node_groups(fields, reading);
  into.zone = fields.string("outpost.controlPlaneOutpostARN").value_or(into.zone);
  read_role_accounts(fields, reading);
  read_pod_identities(fields, reading);
  read_subnets(fields, reading);
  if (is_true(fields, "zonalShiftConfig.enabled")) {
    into.uses.insert(model::ClusterUse::zonal_shift);
  }
}

}  // namespace eksplan::cluster
