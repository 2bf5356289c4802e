#pragma once
/// The sections of the comment, some of them in files of their own, and what all of them are made
/// of. Private to this room.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/report/markdown_page.hpp"
#include "eksplan/report/result.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::report {

using MarkdownCells = std::vector<std::string>;

/// A table under a title; a title of a column that begins with '>' is one of numbers.
MarkdownSection table_section(std::string_view title, const MarkdownCells& titles);

/// The same behind a line that unfolds it.
MarkdownSection folded_section(std::string_view summary, const MarkdownCells& titles);

std::string markdown_number(std::int64_t value);
std::string markdown_money(units::Money amount);
std::string counted(std::size_t count, std::string_view one, std::string_view several);

void add_findings(const Result& result, std::vector<MarkdownSection>& sections);
void add_ignored(const Result& result, std::vector<MarkdownSection>& sections);
void add_phases(const Result& result, std::vector<MarkdownSection>& sections);
void add_autoscaling(const Result& result, std::vector<MarkdownSection>& sections);
void add_commitments(const Result& result, std::vector<MarkdownSection>& sections);
void add_right_sizing(const Result& result, std::vector<MarkdownSection>& sections);

}  // namespace eksplan::report
