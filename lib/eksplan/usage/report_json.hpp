#pragma once
/// kube-resource-report's JSON files. Private to this room.

#include "eksplan/usage/input.hpp"

namespace eksplan::usage {

void read_report_summary(const Input& in, model::UsageSeries& into);       ///< metrics.json
void read_report_clusters(const Input& in, model::UsageSeries& into);      ///< cluster-metrics.json
void read_report_applications(const Input& in, model::UsageSeries& into);  ///< all of them
void read_report_application(const Input& in, model::UsageSeries& into);   ///< one, with its pods
void read_report_teams(const Input& in, model::UsageSeries& into);         ///< team-metrics.json

/// Histograms of the pods of one application; namespace, application, component and containers are
/// the folders that the file stands in.
void read_report_checkpoint(const Input& in, model::UsageSeries& into);

}  // namespace eksplan::usage
