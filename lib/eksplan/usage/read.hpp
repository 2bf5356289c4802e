#pragma once
/// Files of measured usage -> model::UsageSeries. What a file is, its content says, never its name;
/// kube-resource-report's checkpoints alone are told apart by the folders that they stand in.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/usage.hpp"

namespace eksplan::usage {

/// What the values of a Prometheus answer are whose series have no name.
enum class ExpressionUnit : std::uint8_t { unknown, cores, bytes };

struct File {
  std::string name;       ///< with its folders
  std::string_view text;  ///< may go once read() has returned
  ExpressionUnit expression = ExpressionUnit::unknown;
};

struct Options {
  /// Namespaces of the manifests, sorted; they tell `kubectl top -A` from `--containers` where
  /// --no-headers has taken the difference away.
  std::vector<std::string> namespaces;
  std::string default_namespace;  ///< of pods that come without one; empty = any
};

/// Forms of files that hold usage, or stand beside such files.
enum class Form : std::uint8_t {
  report_table,         ///< kube-resource-report: pods.tsv and the tables of totals
  report_summary,       ///< metrics.json
  report_clusters,      ///< cluster-metrics.json
  report_applications,  ///< application-metrics.json
  report_application,   ///< application-<app>.json
  report_teams,         ///< team-metrics.json
  report_checkpoint,    ///< checkpoint.json
  report_other,         ///< slack.tsv and ingresses.tsv, which say nothing new
  krr,
  krr_csv,
  kubectl_top,
  kubernetes,  ///< PodMetrics, NodeMetrics
  goldilocks,
  prometheus,
  allocation,
  pickle  ///< refused: reading one can run code
};

/// The form of a text; nothing for manifests and all else. A dump of Kubernetes objects that holds
/// metrics or VerticalPodAutoscalers among other objects is a dump; read_objects() finds them.
std::optional<Form> recognise(std::string_view text);

/// What a file says, one series for each form in it. Wrong rows and figures are reported, at most
/// kMostProblems of a file, and left out; all others are kept. A file that is of no known form is
/// an error.
std::vector<model::UsageSeries> read(const File& file, const Options& options,
                                     diag::Diagnostics& found);

/// The metrics and the recommendations of VerticalPodAutoscalers among the Kubernetes objects of a
/// file. Everything else in it, and its syntax, is somebody else's to judge.
std::vector<model::UsageSeries> read_objects(const File& file, diag::Diagnostics& found);

/// Whoever has more wrong rows than this has one problem, not many.
inline constexpr std::size_t kMostProblems = 1000;

}  // namespace eksplan::usage
