#include "eksplan/app/settings.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/read.hpp"

namespace eksplan::app {
namespace {

constexpr std::string_view kExpected = "write one option a line, such as region: eu-west-1";

std::optional<Setting> read_setting(const std::string& key, const doc::Node& value,
                                    diag::Diagnostics& found) {
  Setting setting{.key = key, .values = {}, .at = value.where(), .excerpt = value.excerpt()};
  if (value.is_scalar()) {
    setting.values.emplace_back(value.text());
    return setting;
  }
  for (std::size_t i = 0; value.is_sequence() && i < value.size(); ++i) {
    if (!value.at(i).is_scalar()) {
      doc::report(
          found, value.at(i), diag::kUsage,
          fmt::format("an element of '{}' is {}, not a value", key, doc::name(value.at(i).kind())));
      return std::nullopt;
    }
    setting.values.emplace_back(value.at(i).text());
  }
  for (std::size_t i = 0; value.is_mapping() && i < value.size(); ++i) {
    if (!value.at(i).is_scalar()) {
      doc::report(found, value.at(i), diag::kUsage,
                  fmt::format("'{}' is {}, not a value", value.key(i).text(),
                              doc::name(value.at(i).kind())));
      return std::nullopt;
    }
    setting.values.push_back(fmt::format("{}={}", value.key(i).text(), value.at(i).text()));
  }
  return setting;
}

}  // namespace

std::vector<Setting> read_settings(const std::string& name, std::string_view text,
                                   diag::Diagnostics& found) {
  std::vector<Setting> settings;
  const auto document = doc::read({name, text}, {}, found);
  if (document.size() == 0) {
    return settings;
  }
  const auto root = document.root(0);
  if (!root.is_mapping() || document.size() > 1) {
    doc::report(found, document.size() > 1 ? document.root(1) : root, diag::kUsage,
                "a configuration file is one mapping of options", std::string(kExpected));
    return settings;
  }
  for (std::size_t i = 0; i < root.size(); ++i) {
    if (root.at(i).is_null()) {
      continue;
    }
    auto setting = read_setting(std::string(root.key(i).text()), root.at(i), found);
    if (setting) {
      settings.push_back(std::move(*setting));
    }
  }
  return settings;
}

}  // namespace eksplan::app
