#include "eksplan/cluster/terraform.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "eksplan/cluster/aws_cli.hpp"
#include "eksplan/cluster/facts.hpp"
#include "eksplan/cluster/node_group.hpp"
#include "eksplan/cluster/profile.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::cluster {
namespace {

constexpr ProfileWords kTerraformProfile{.name = "fargate_profile_name", .subnets = "subnet_ids"};

constexpr GroupWords kTerraformGroup{.name = "node_group_name",
                                     .capacity_type = "capacity_type",
                                     .instance_types = "instance_types",
                                     .ami_type = "ami_type",
                                     .taints = "taint",
                                     .launch_template = "launch_template",
                                     .remote_access = "remote_access",
                                     .min_size = "min_size",
                                     .desired_size = "desired_size",
                                     .max_size = "max_size"};

constexpr const char* kTerraformDefaultType = "t3.medium";
constexpr std::string_view kShow = "give what terraform show -json prints of a plan or a state";

/// A resource: its values, and the address that stands for a name which is not known yet.
struct Resource {
  doc::Fields values;
  std::string address;
};

// A block is a list in the values.
std::optional<doc::Node> block_at(const doc::Fields& fields, std::string_view name) {
  const auto blocks = mappings_at(fields, name);
  return blocks.empty() ? std::nullopt : std::optional(blocks.front());
}

bool is_true_in_block(const doc::Fields& fields, std::string_view name) {
  const auto block = block_at(fields, name);
  return block && is_true(doc::Fields(*block, fields.diagnostics()), "enabled");
}

void read_cluster(const Resource& resource, const Reading& reading) {
  const auto& values = resource.values;
  auto& into = reading.into;
  read_name(values, "name", reading);
  read_region_of_arn(values, "arn", reading);
  into.region = values.string("region").value_or(into.region);
  read_version(values, "version", reading);
  read_platform_version(values, "platform_version", reading);
  into.auto_mode = is_true_in_block(values, "compute_config") || into.auto_mode;
  if (is_true_in_block(values, "zonal_shift_config")) {
    into.uses.insert(model::ClusterUse::zonal_shift);
  }
  if (const auto outpost = block_at(values, "outpost_config")) {
    const auto arns = strings_at(doc::Fields(*outpost, reading.found), "outpost_arns");
    into.zone = arns.empty() ? into.zone : arns.front();
  }
}

void read_node_group(const Resource& resource, const Reading& reading) {
  const auto& values = resource.values;
  read_owner(values, "cluster_name", reading);
  auto group = read_api_group(values, kTerraformGroup, block_at(values, "scaling_config"), reading);
  if (group.name.empty()) {
    group.name = values.string("node_group_name_prefix").value_or("");
  }
  if (group.name.empty()) {
    group.name = resource.address;
  }
  if (group.instance_types.empty() && !group.launch_template) {
    group.instance_types.emplace_back(kTerraformDefaultType);
  }
  reading.into.node_groups.push_back(std::move(group));
}

// The selectors of a profile. A namespace that is not in the values, not even as null, is known
// only after apply.
std::vector<doc::Node> known_selectors(const Resource& resource, const Reading& reading) {
  std::vector<doc::Node> known;
  for (const auto& node : mappings_at(resource.values, "selector")) {
    if (node.find("namespace")) {
      known.push_back(node);
      continue;
    }
    doc::report(reading.found, node, diag::kK8sFieldMissing,
                fmt::format("the namespace of a selector of {} is known only after apply; the "
                            "selector is left out",
                            resource.address),
                "give the state after apply, or write the namespace out", diag::Severity::warning);
  }
  return known;
}

void read_fargate_profile(const Resource& resource, const Reading& reading) {
  read_owner(resource.values, "cluster_name", reading);
  auto profile =
      read_profile(resource.values, kTerraformProfile, known_selectors(resource, reading), reading);
  if (!resource.values.node().find(kTerraformProfile.name)) {
    profile.name = resource.address;
  }
  reading.into.fargate_profiles.push_back(std::move(profile));
}

void read_association(const Resource& resource, const Reading& reading) {
  const auto& values = resource.values;
  read_owner(values, "cluster_name", reading);
  reading.into.pod_identities.push_back(
      {.namespace_name = values.string("namespace").value_or(""),
       .service_account = values.string("service_account").value_or(""),
       .at = place_of(values.node(), reading)});
}

void read_subnet(const Resource& resource, const Reading& reading) {
  const auto& values = resource.values;
  model::Subnet subnet;
  subnet.id = values.string("id").value_or(resource.address);
  subnet.zone = values.string("availability_zone").value_or("");
  subnet.is_public = is_true(values, "map_public_ip_on_launch")
                         ? std::optional(true)
                         : public_by_tags(labels_at(values, "tags"));
  subnet.path = path_of(values.node());
  subnet.at = place_of(values.find("id").value_or(values.node()), reading);
  reading.into.subnets.push_back(std::move(subnet));
}

struct Type {
  std::string_view name;
  bool of_eks;
  void (*read)(const Resource&, const Reading&);
};

constexpr std::array<Type, 5> kTypes{{{"aws_eks_cluster", true, read_cluster},
                                      {"aws_eks_node_group", true, read_node_group},
                                      {"aws_eks_fargate_profile", true, read_fargate_profile},
                                      {"aws_eks_pod_identity_association", true, read_association},
                                      {"aws_subnet", false, read_subnet}}};

/// One pass over the modules.
class Modules {
 public:
  explicit Modules(const Reading& reading) : reading_(&reading) {}

  void add(const doc::Node& module) {
    const doc::Fields fields(module, reading_->found);
    for (const auto& node : mappings_at(fields, "resources")) {
      add_resource(doc::Fields(node, reading_->found));
    }
    for (const auto& child : mappings_at(fields, "child_modules")) {
      add(child);
    }
  }

  bool has_eks() const { return has_eks_; }

 private:
  // A data source (mode: data) only looks something up.
  void add_resource(const doc::Fields& resource) {
    if (resource.string("mode").value_or("managed") != "managed") {
      return;
    }
    const auto name = resource.string("type");
    for (const auto& type : kTypes) {
      if (name != type.name) {
        continue;
      }
      if (const auto values = resource.mapping("values")) {
        has_eks_ = has_eks_ || type.of_eks;
        reading_->into.described = true;
        type.read({doc::Fields(*values, reading_->found),
                   resource.string("address").value_or(std::string(type.name))},
                  *reading_);
      }
    }
  }

  const Reading* reading_;
  bool has_eks_ = false;
};

// Why nothing of the document can be read.
std::optional<std::string> unreadable(const doc::Fields& root) {
  const auto version = root.find("format_version");
  if (!version || !version->is_scalar()) {
    return "this document of Terraform has no format_version";
  }
  if (version->text().starts_with("0.") || version->text().starts_with("1.")) {
    return std::nullopt;
  }
  return fmt::format("the format_version is '{}', and eksplan reads 0 and 1", version->raw());
}

}  // namespace

bool is_terraform(const doc::Node& root) {
  const auto version = root.find("terraform_version");
  const bool told = root.find("values") || root.find("format_version") || root.find("resources");
  return root.find("planned_values") || (version && told);
}

void read_terraform(const doc::Node& root, const Reading& reading) {
  const doc::Fields fields(root, reading.found);
  if (auto why = unreadable(fields)) {
    doc::report(reading.found, fields.find("format_version").value_or(root), diag::kClusterFormat,
                std::move(*why), std::string(kShow));
    return;
  }
  Modules modules(reading);
  for (const auto* path : {"planned_values.root_module", "values.root_module"}) {
    if (const auto module = fields.mapping(path)) {
      modules.add(*module);
    }
  }
  reading.into.node_groups_known =
      (modules.has_eks() && !reading.into.auto_mode) || reading.into.node_groups_known;
}

}  // namespace eksplan::cluster
