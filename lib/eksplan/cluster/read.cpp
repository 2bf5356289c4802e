#include "eksplan/cluster/read.hpp"

#include "eksplan/cluster/aws_cli.hpp"
#include "eksplan/cluster/eksctl.hpp"
#include "eksplan/cluster/terraform.hpp"

namespace eksplan::cluster {
namespace {

/// A form in which clusters are described: whether a mapping has it, and what reads it.
struct Form {
  bool (*fits)(const doc::Node&);
  void (*read)(const doc::Node&, const Reading&);
};

constexpr Form kEksctl{is_eksctl, read_eksctl};
constexpr Form kTerraform{is_terraform, read_terraform};
constexpr Form kAwsCli{is_aws_cli, read_aws_cli};

// The form of one mapping; null when it has none. What has a kind is an object of eksctl or of
// Kubernetes.
const Form* form_of(const doc::Node& node) {
  if (!node.is_mapping()) {
    return nullptr;
  }
  if (node.find("kind")) {
    return is_eksctl(node) ? &kEksctl : nullptr;
  }
  for (const auto* form : {&kTerraform, &kAwsCli}) {
    if (form->fits(node)) {
      return form;
    }
  }
  return nullptr;
}

}  // namespace

bool describes_cluster(const doc::Node& root) {
  if (!root.is_sequence()) {
    return form_of(root) != nullptr;
  }
  for (std::size_t i = 0; i < root.size(); ++i) {
    if (form_of(root.at(i)) == nullptr) {
      return false;
    }
  }
  return root.size() != 0;
}

void read(const doc::Node& root, std::uint32_t file, model::Cluster& into,
          diag::Diagnostics& found) {
  const Reading reading{.file = file, .into = into, .found = found};
  if (!root.is_sequence()) {
    if (const auto* form = form_of(root)) {
      form->read(root, reading);
    }
    return;
  }
  for (std::size_t i = 0; i < root.size(); ++i) {
    if (const auto* form = form_of(root.at(i))) {
      form->read(root.at(i), reading);
    }
  }
}

}  // namespace eksplan::cluster
