#pragma once
/// libyaml's complaints in words that tell what to do.

#include <optional>
#include <string_view>

#include "eksplan/doc/problems.hpp"
#include "eksplan/doc/yaml_parser.hpp"

namespace eksplan::doc {

/// The problem behind a fault, at the place that needs the change.
Problem explain(const Tree& tree, const YamlFault& fault);

/// Tells files that are templates which nobody rendered from those that are wrong in another way.
class UnrenderedTemplate {
 public:
  explicit UnrenderedTemplate(std::string_view text) : text_(text) {}

  /// If that is why the text is not YAML at `offset`: a problem at the '{{' that shows it.
  std::optional<Problem> near(std::size_t offset);

 private:
  std::string_view text_;
  std::optional<std::size_t> helm_;  // the first '{{' with what only Helm has, once looked for
};

}  // namespace eksplan::doc
