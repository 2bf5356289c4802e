#pragma once
/// The sections of the table, one function each. Private to this room.

#include "eksplan/report/page.hpp"
#include "eksplan/report/result.hpp"

namespace eksplan::report {

/// Whether a list is shown to its end, or cut where it gets long.
enum class Extent : std::uint8_t { cut, whole };

void draw_unplaced(const Result& result, Page& page);
void draw_workloads(const Result& result, Extent extent, Page& page);
void draw_node_groups(const Result& result, Page& page);
void draw_nodes(const Result& result, Page& page);       ///< what runs on each node
void draw_allocation(const Result& result, Page& page);  ///< where the money goes
void draw_cost_items(const Result& result, Page& page);  ///< lines of the same thing taken together
void draw_costs(const Result& result, Page& page);       ///< every line
void draw_groups(const Result& result, Page& page);
void draw_autoscaling(const Result& result, Page& page);
void draw_phases(const Result& result, Page& page);
void draw_commitments(const Result& result, Page& page);
void draw_right_sizing(const Result& result, Extent extent, Page& page);
void draw_findings(const Result& result, Extent extent, Page& page);
void draw_remarks(const Result& result,
                  Page& page);  ///< gates, unpriced, assumptions, skipped kinds

}  // namespace eksplan::report
