#include "eksplan/cluster/profile.hpp"

namespace eksplan::cluster {
namespace {

model::ProfileSelector read_selector(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  return {.namespace_name = fields.string("namespace").value_or(""),
          .labels = labels_at(fields, "labels"),
          .at = place_of(fields.find("namespace").value_or(node), reading)};
}

}  // namespace

model::FargateProfile read_profile(const doc::Fields& fields, const ProfileWords& words,
                                   const std::vector<doc::Node>& selectors,
                                   const Reading& reading) {
  model::FargateProfile profile;
  profile.name = fields.string(words.name).value_or("");
  for (const auto& selector : selectors) {
    profile.selectors.push_back(read_selector(selector, reading));
  }
  profile.subnets = strings_at(fields, words.subnets);
  profile.tags = labels_at(fields, "tags");
  profile.path = path_of(fields.node());
  profile.at = place_of(fields.find(words.name).value_or(fields.node()), reading);
  return profile;
}

}  // namespace eksplan::cluster
