#include "eksplan/plan/names.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::plan {
namespace {

constexpr std::size_t kLongestLabels = 30;
constexpr std::size_t kLongestName = 63;  // EKS

std::string_view family_letters(std::string_view type) {
  return type.substr(0, type.find_first_of("0123456789.-"));
}

std::string_view category(const model::InstanceType& type) {
  if (type.gpus > 0) {
    return "gpu";
  }
  if (type.neuron_accelerators > 0) {
    return "neuron";
  }
  const auto family = family_letters(type.name);
  if (type.burstable) {
    return "burstable";
  }
  if (family == "c" || family == "hpc") {
    return "compute";
  }
  if (family == "r" || family == "x" || family == "z" || family == "u") {
    return "memory";
  }
  if (family == "i" || family == "d" || family == "h" || family == "im" || family == "is") {
    return "storage";
  }
  return "general";
}

// Lower-case letters, digits and single dashes.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : base::to_lower(text)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) {
      result += c;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  while (!result.empty() && result.back() == '-') {
    result.pop_back();
  }
  return result;
}

// What the labels say: their values, or, for "true", their keys.
std::string label_words(const model::Labels& labels) {
  std::string words;
  for (const auto& [key, value] : labels) {
    const auto word =
        plain(value == "true" || value.empty() ? key.substr(key.rfind('/') + 1) : value);
    words += word.empty() ? "" : "-" + word;
  }
  return plain(words.substr(0, kLongestLabels));
}

std::string short_name(const NodeGroup& group) {
  const auto words = label_words(group.labels);
  return words.empty() ? std::string(category(group.type))
                       : fmt::format("{}-{}", category(group.type), words);
}

}  // namespace

void name_groups(std::vector<NodeGroup>& groups) {
  std::map<std::string, int> uses;
  for (const auto& group : groups) {
    ++uses[short_name(group)];
  }
  std::set<std::string> taken;
  for (auto& group : groups) {
    group.name = short_name(group);
    if (uses[group.name] > 1) {
      group.name = fmt::format("{}-{}", group.name, plain(group.type.name));
    }
    group.name.resize(std::min(group.name.size(), kLongestName - 4));
    const auto stem = group.name;
    for (int number = 2; !taken.insert(group.name).second; ++number) {
      group.name = fmt::format("{}-{}", stem, number);
    }
  }
}

}  // namespace eksplan::plan
