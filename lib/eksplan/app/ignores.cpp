#include "eksplan/app/ignores.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/app/list_rules.hpp"
#include "eksplan/base/glob.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/rules/rule.hpp"

namespace eksplan::app {
namespace {

class NoteReader {
 public:
  NoteReader(const model::Inventory& inventory, diag::Diagnostics& found)
      : inventory_(&inventory), found_(&found) {}

  void read(const model::ObjectId& object, const model::Labels& annotations,
            const model::AnnotationPlaces& places) {
    for (auto at = annotations.lower_bound(std::string(kIgnorePrefix));
         at != annotations.end() && at->first.starts_with(kIgnorePrefix); ++at) {
      const auto rule = at->first.substr(kIgnorePrefix.size());
      const auto place = places.find(at->first);
      const auto where = place == places.end() ? model::Place{} : place->second;
      if (!rules::find_rule(rule)) {
        complain(object, where, fmt::format("there is no rule '{}' to ignore", rule),
                 unknown_rule(rule).hint);
      } else if (base::trim(at->second).empty()) {
        complain(object, where, fmt::format("the note that ignores {} gives no reason", rule),
                 "write why the finding does not matter here");
      } else {
        notes_[object].emplace(rule, at->second);
      }
    }
  }

  IgnoreNotes take() { return std::move(notes_); }

 private:
  void complain(const model::ObjectId& object, model::Place at, const std::string& what,
                std::string hint) {
    diag::Diagnostic diagnostic{.severity = diag::Severity::warning,
                                .code = diag::kIgnoreNote,
                                .at = {},
                                .message = fmt::format("{}: {}", object.text(), what),
                                .hint = std::move(hint),
                                .excerpt = {}};
    if (at.line != 0) {
      diagnostic.at = {inventory_->files.at(at.file), at.line, at.column, {}};
    }
    found_->add(std::move(diagnostic));
  }

  const model::Inventory* inventory_;
  diag::Diagnostics* found_;
  IgnoreNotes notes_;
};

std::optional<model::IgnoreNote> note_in_source(const model::Finding& finding,
                                                const IgnoreNotes& notes) {
  const auto object = notes.find(finding.object);
  if (object == notes.end()) {
    return std::nullopt;
  }
  const auto note = object->second.find(std::string(finding.rule));
  return note == object->second.end()
             ? std::nullopt
             : std::optional(model::IgnoreNote{.reason = note->second, .in_source = true});
}

std::optional<model::IgnoreNote> requested_note(const model::Finding& finding,
                                                const std::vector<IgnoreRequest>& requests) {
  const auto object = finding.object.text();
  const auto request = std::ranges::find_if(requests, [&](const IgnoreRequest& candidate) {
    return base::glob_matches(candidate.rule, finding.rule) &&
           base::glob_matches(candidate.object, object);
  });
  return request == requests.end()
             ? std::nullopt
             : std::optional(model::IgnoreNote{.reason = request->reason, .in_source = false});
}

}  // namespace

IgnoreNotes read_ignore_notes(const model::Inventory& inventory, diag::Diagnostics& found) {
  NoteReader reader(inventory, found);
  for (const auto& workload : inventory.workloads) {
    reader.read(workload.id, workload.annotations, workload.annotation_places);
    reader.read(workload.id, workload.pod.annotations, workload.pod.annotation_places);
  }
  for (const auto& service : inventory.services) {
    reader.read(service.id, service.annotations, service.annotation_places);
  }
  for (const auto& ingress : inventory.ingresses) {
    reader.read(ingress.id, ingress.annotations, ingress.annotation_places);
  }
  return reader.take();
}

void mark_ignored(std::vector<model::Finding>& findings, const IgnoreNotes& notes,
                  const std::vector<IgnoreRequest>& requests) {
  for (auto& finding : findings) {
    finding.ignored = note_in_source(finding, notes);
    if (!finding.ignored) {
      finding.ignored = requested_note(finding, requests);
    }
  }
}

}  // namespace eksplan::app
