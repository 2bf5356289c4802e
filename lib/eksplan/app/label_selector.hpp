#pragma once
/// `-l`: label selectors as kubectl writes them.

#include <string_view>

#include "eksplan/base/parsed.hpp"
#include "eksplan/model/pod.hpp"

namespace eksplan::app {

/// "app=web,tier!=cache,env in (dev,test),zone notin (a),team,!legacy"
/// (k8s.io/apimachinery/pkg/labels). An empty text selects everything.
base::Parsed<model::LabelSelector> parse_label_selector(std::string_view text);

}  // namespace eksplan::app
