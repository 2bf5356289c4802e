#include "eksplan/app/usage_reading.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"
#include "eksplan/usage/read.hpp"

namespace eksplan::app {
namespace {

constexpr std::array<std::string_view, 2> kUnits{"cores", "bytes"};

bool is_usage_name(std::string_view name) {
  constexpr std::array<std::string_view, 6> kEnds{".tsv", ".json", ".csv", ".txt", ".yaml", ".yml"};
  return std::ranges::any_of(kEnds, [&](std::string_view end) { return name.ends_with(end); });
}

bool has_recommendations(std::string_view text) {
  return text.find("containerRecommendations") != std::string_view::npos;
}

diag::Diagnostic about(const std::string& path, diag::Severity severity, std::string_view code,
                       std::string message, std::string hint) {
  return {.severity = severity,
          .code = code,
          .at = {.file = path, .line = 0, .column = 0, .path = {}},
          .message = std::move(message),
          .hint = std::move(hint),
          .excerpt = {}};
}

/// One walk over all paths of --usage.
class UsageWalk {
 public:
  UsageWalk(const FileReader& files, std::vector<UsageFile>& into, diag::Diagnostics& found)
      : files_(&files), into_(&into), found_(&found) {}

  void path(const std::string& given) {
    const auto [path, unit] = split_unit(given);
    switch (files_->kind(path)) {
      case PathKind::missing:
        found_->add(about(path, diag::Severity::error, diag::kFileUnreadable,
                          "there is no such file or folder",
                          "--usage takes a file of usage or a folder of them"));
        return;
      case PathKind::file:
        if (auto file = read(path)) {
          into_->push_back({std::move(*file), unit});
        }
        return;
      case PathKind::folder:
        whole_folder(path, unit);
        return;
    }
  }

 private:
  // "cores=cpu.json"
  std::pair<std::string, std::string> split_unit(const std::string& given) const {
    const auto equals = given.find('=');
    const auto unit = given.substr(0, equals);
    const bool is_unit = equals != std::string::npos &&
                         std::ranges::find(kUnits, unit) != kUnits.end() &&
                         files_->kind(given) == PathKind::missing;
    return is_unit ? std::pair(given.substr(equals + 1), unit) : std::pair(given, std::string());
  }

  std::optional<InputFile> read(const std::string& path) {
    if (!seen_.insert(files_->identity(path)).second) {
      return std::nullopt;
    }
    auto text = files_->read(path);
    if (!text) {
      found_->add(about(path, diag::Severity::error, diag::kFileUnreadable, text.fault().message,
                        text.fault().hint));
      return std::nullopt;
    }
    return InputFile{path, std::move(text)};
  }

  void whole_folder(const std::string& path, const std::string& unit) {
    const auto before = into_->size();
    const auto errors = found_->error_count();
    folder(path, unit, 0);
    if (into_->size() == before && found_->error_count() == errors) {
      found_->add(about(path, diag::Severity::error, diag::kUsageFormat,
                        "the folder holds no file of usage",
                        "give the output folder of kube-resource-report, or files of usage"));
    }
  }

  void folder(const std::string& path, const std::string& unit, std::size_t depth) {
    if (depth > kMaxFolderDepth || !open_folders_.insert(files_->identity(path)).second) {
      return;  // a link to a folder that is being read already
    }
    auto names = files_->list(path);
    if (!names) {
      found_->add(about(path, diag::Severity::error, diag::kFileUnreadable, names.fault().message,
                        names.fault().hint));
      return;
    }
    auto sorted = *names;
    std::ranges::sort(sorted);
    for (const auto& name : sorted) {
      entry(path.ends_with("/") ? path + name : path + "/" + name, name, unit, depth);
    }
    open_folders_.erase(files_->identity(path));
  }

  void entry(const std::string& path, const std::string& name, const std::string& unit,
             std::size_t depth) {
    const auto kind = files_->kind(path);
    if (kind == PathKind::folder && name.front() != '.') {
      folder(path, unit, depth + 1);
    } else if (kind == PathKind::file && is_usage_name(name)) {
      if (auto file = read(path)) {
        keep(std::move(*file), unit);
      }
    }
  }

  void keep(InputFile file, const std::string& unit) {
    if (usage::recognise(file.text()) || has_recommendations(file.text())) {
      into_->push_back({std::move(file), unit});
      return;
    }
    found_->add(about(file.name, diag::Severity::warning, diag::kUsageFormat,
                      "this is no usage in a form that eksplan knows; the file is passed over",
                      ""));
  }

  const FileReader* files_;
  std::vector<UsageFile>* into_;
  diag::Diagnostics* found_;
  std::set<std::string> seen_;
  std::set<std::string> open_folders_;
};

usage::ExpressionUnit unit_of(std::string_view values) {
  if (values == kUnits[0]) {
    return usage::ExpressionUnit::cores;
  }
  return values == kUnits[1] ? usage::ExpressionUnit::bytes : usage::ExpressionUnit::unknown;
}

bool has_metrics(const model::Inventory& inventory) {
  return std::ranges::any_of(inventory.skipped, [](const model::SkippedKind& skipped) {
    return skipped.kind.starts_with("PodMetrics") || skipped.kind.starts_with("NodeMetrics");
  });
}

usage::Options reader_options(const RunOptions& options, const model::Inventory& inventory) {
  std::set<std::string> namespaces;
  for (const auto& workload : inventory.workloads) {
    namespaces.insert(workload.id.namespace_name);
  }
  usage::Options reader;
  reader.namespaces.assign(namespaces.begin(), namespaces.end());
  reader.default_namespace = options.namespaces.size() == 1 ? options.namespaces.front() : "";
  return reader;
}

}  // namespace

std::vector<UsageFile> take_usage_files(std::vector<InputFile>& inputs) {
  std::vector<UsageFile> taken;
  const auto rest = std::stable_partition(inputs.begin(), inputs.end(), [](const InputFile& input) {
    return !usage::recognise(input.text()).has_value();
  });
  for (auto file = rest; file != inputs.end(); ++file) {
    taken.push_back({std::move(*file), {}});
  }
  inputs.erase(rest, inputs.end());
  return taken;
}

std::vector<model::UsageSeries> read_usage_among(const std::vector<InputFile>& inputs,
                                                 const model::Inventory& inventory,
                                                 diag::Diagnostics& found) {
  std::vector<model::UsageSeries> all;
  const bool metrics = has_metrics(inventory);
  if (!metrics && inventory.vertical_autoscalers.empty()) {
    return all;  // most dumps: not worth looking through them again
  }
  for (const auto& input : inputs) {
    const bool holds = has_recommendations(input.text()) ||
                       (metrics && input.text().find("Metrics") != std::string::npos);
    if (holds) {
      std::ranges::move(usage::read_objects({.name = input.name, .text = input.text()}, found),
                        std::back_inserter(all));
    }
  }
  return all;
}

void add_usage_paths(const std::vector<std::string>& paths, const FileReader& files,
                     std::vector<UsageFile>& into, diag::Diagnostics& found) {
  UsageWalk walk(files, into, found);
  for (const auto& path : paths) {
    walk.path(path);
  }
}

std::vector<model::UsageSeries> read_usage_files(const std::vector<UsageFile>& files,
                                                 const RunOptions& options,
                                                 const model::Inventory& inventory,
                                                 diag::Diagnostics& found) {
  const auto reader = reader_options(options, inventory);
  std::vector<model::UsageSeries> all;
  for (const auto& [file, values] : files) {
    std::ranges::move(
        usage::read({.name = file.name, .text = file.text(), .expression = unit_of(values)}, reader,
                    found),
        std::back_inserter(all));
  }
  return all;
}

}  // namespace eksplan::app
