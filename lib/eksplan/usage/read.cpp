#include "eksplan/usage/read.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "eksplan/usage/allocation.hpp"
#include "eksplan/usage/goldilocks.hpp"
#include "eksplan/usage/input.hpp"
#include "eksplan/usage/krr.hpp"
#include "eksplan/usage/kubectl_top.hpp"
#include "eksplan/usage/objects.hpp"
#include "eksplan/usage/prometheus.hpp"
#include "eksplan/usage/report_json.hpp"
#include "eksplan/usage/report_table.hpp"

namespace eksplan::usage {
namespace {

struct FormReader {
  Form form;
  void (*read)(const Input&, model::UsageSeries&);
};

constexpr std::array<FormReader, 13> kReaders{{
    {Form::report_table, read_report_table},
    {Form::report_summary, read_report_summary},
    {Form::report_clusters, read_report_clusters},
    {Form::report_applications, read_report_applications},
    {Form::report_application, read_report_application},
    {Form::report_teams, read_report_teams},
    {Form::report_checkpoint, read_report_checkpoint},
    {Form::krr, read_krr},
    {Form::krr_csv, read_krr_csv},
    {Form::kubectl_top, read_kubectl_top},
    {Form::goldilocks, read_goldilocks},
    {Form::prometheus, read_prometheus},
    {Form::allocation, read_allocation},
}};

constexpr const char* kForms =
    "eksplan reads kube-resource-report, krr (json, yaml, csv), kubectl top, metrics.k8s.io, "
    "VerticalPodAutoscalers, goldilocks summary, Prometheus' HTTP API and OpenCost's allocation";

std::vector<model::UsageSeries> read_with(void (*reader)(const Input&, model::UsageSeries&),
                                          const Input& in) {
  model::UsageSeries series;
  series.file = in.file.name;
  reader(in, series);
  std::vector<model::UsageSeries> all;
  all.push_back(std::move(series));
  return all;
}

// A dump that holds recommendations among all else, or nothing that is known.
std::vector<model::UsageSeries> read_unknown(const Input& in) {
  auto all = read_metrics_and_recommendations(in);
  if (all.empty()) {
    in.problems.of_file(diag::kUsageFormat, "this is no usage in a form that eksplan knows",
                        kForms);
  }
  return all;
}

}  // namespace

std::vector<model::UsageSeries> read(const File& file, const Options& options,
                                     diag::Diagnostics& found) {
  Problems problems(file.name, found);
  const Input in{.file = file, .options = options, .problems = problems};
  const auto form = recognise(file.text);
  if (!form) {
    return read_unknown(in);
  }
  if (*form == Form::pickle) {
    problems.of_file(diag::kUsageFormat,
                     "a Python pickle is never read, as reading one can run code",
                     "give the .tsv or .json files of the report instead");
    return {};
  }
  if (*form == Form::kubernetes) {
    return read_metrics_and_recommendations(in);
  }
  const auto* const reader = std::ranges::find(kReaders, *form, &FormReader::form);
  return reader == kReaders.end() ? std::vector<model::UsageSeries>{} : read_with(reader->read, in);
}

std::vector<model::UsageSeries> read_objects(const File& file, diag::Diagnostics& found) {
  // Whoever reads the objects themselves reports what is wrong with the text.
  diag::Diagnostics all;
  std::vector<model::UsageSeries> series;
  {
    Problems problems(file.name, all);
    series = read_metrics_and_recommendations({.file = file, .options = {}, .problems = problems});
  }
  for (const auto& problem : all.all()) {
    if (problem.code == diag::kUsageValue) {
      found.add(problem);
    }
  }
  return series;
}

}  // namespace eksplan::usage
