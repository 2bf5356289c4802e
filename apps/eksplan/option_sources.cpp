#include "option_sources.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::cli {
namespace {

constexpr std::string_view kEnvironment = "environment";

// Options that say how this one run goes: a file or the environment cannot set them.
const std::set<std::string>& only_flags() {
  static const std::set<std::string> names_of_run{"help", "config", "show-config", "file"};
  return names_of_run;
}

bool can_be_set(const CLI::Option& option) {
  return !option.get_lnames().empty() && only_flags().count(option.get_lnames().front()) == 0;
}

void report(diag::Diagnostics& found, diag::SourceRef at, diag::Excerpt excerpt,
            std::string message, std::string hint = {}) {
  found.add({.severity = diag::Severity::error,
             .code = diag::kUsage,
             .at = std::move(at),
             .message = std::move(message),
             .hint = std::move(hint),
             .excerpt = std::move(excerpt)});
}

// Gives `values` to the option as if they had been flags; the error says why they are wrong.
std::optional<std::string> apply(CLI::Option& option, const std::vector<std::string>& values) {
  try {
    for (const auto& value : values) {
      option.add_result(value);
    }
    option.run_callback();
    return std::nullopt;
  } catch (const CLI::Error& error) {
    option.clear();
    return std::string(error.what());
  }
}

const app::Setting* setting_of(const std::vector<app::Setting>& settings, std::string_view name) {
  const auto at =
      std::find_if(settings.begin(), settings.end(), [&](const auto& s) { return s.key == name; });
  return at == settings.end() ? nullptr : &*at;
}

std::string fill(CLI::Option& option, const std::vector<app::Setting>& settings,
                 diag::Diagnostics& found) {
  const auto& name = option.get_lnames().front();
  if (option.count() != 0) {
    return "flag";
  }
  const auto variable = environment_name(name);
  const char* text = std::getenv(
      variable.c_str());  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  if (text != nullptr && *text != '\0') {
    if (const auto error = apply(option, {text})) {
      report(found, {.file = variable, .line = 0, .column = 0, .path = {}}, {}, *error);
    }
    return fmt::format("{} {}", kEnvironment, variable);
  }
  if (const auto* setting = setting_of(settings, name)) {
    if (const auto error = apply(option, setting->values)) {
      report(found, setting->at, setting->excerpt, *error);
    }
    return fmt::format("{}:{}", setting->at.file, setting->at.line);
  }
  return "default";
}

bool has_option(const CLI::App& command, const std::string& key) {
  const auto* const option = command.get_option_no_throw("--" + key);
  const auto below = command.get_subcommands([](const CLI::App*) { return true; });
  return (option != nullptr && can_be_set(*option)) ||
         std::any_of(below.begin(), below.end(),
                     [&](const CLI::App* sub) { return has_option(*sub, key); });
}

// A file of options is for all commands, so that each passes over what only others have.
bool is_option_of_another(const CLI::App& command, const std::string& key) {
  const auto* root = &command;
  while (root->get_parent() != nullptr) {
    root = root->get_parent();
  }
  return has_option(*root, key);
}

std::string shown_value(const CLI::Option& option) {
  if (option.count() != 0) {
    return base::join(option.results(), ",");
  }
  return option.get_default_str();
}

}  // namespace

std::string environment_name(std::string_view option) {
  std::string name = "EKSPLAN_";
  for (const char c : option) {
    name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return name;
}

std::vector<std::string> fill_options(CLI::App& command, const std::vector<app::Setting>& settings,
                                      diag::Diagnostics& found) {
  std::vector<std::string> shown;
  std::vector<std::string_view> names;
  for (CLI::Option* option : command.get_options()) {
    if (!can_be_set(*option)) {
      continue;
    }
    names.emplace_back(option->get_lnames().front());
    const auto source = fill(*option, settings, found);
    shown.push_back(
        fmt::format("{}: {}  # {}", option->get_lnames().front(), shown_value(*option), source));
  }
  for (const auto& setting : settings) {
    if (std::find(names.begin(), names.end(), setting.key) == names.end() &&
        !is_option_of_another(command, setting.key)) {
      const auto near = base::nearest(setting.key, names);
      report(found, setting.at, setting.excerpt,
             fmt::format("there is no option '{}'", base::printable(setting.key)),
             near ? fmt::format("did you mean {}?", *near)
                  : "eksplan estimate --help lists the options");
    }
  }
  return shown;
}

}  // namespace eksplan::cli
