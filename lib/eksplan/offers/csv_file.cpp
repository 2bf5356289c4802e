#include "eksplan/offers/csv_file.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/csv_stream.hpp"
#include "eksplan/offers/price_book.hpp"
#include "eksplan/offers/price_text.hpp"
#include "eksplan/offers/savings.hpp"

namespace eksplan::offers {
namespace {

// Columns that are no attribute of a product.
enum class Column : std::uint8_t {
  sku,
  family,
  term_type,
  begin,
  unit,
  price,
  currency,
  length,
  payment,
  offering,
  rate,  // from here on those of savings plans
  discounted_service,
  discounted_usage,
  discounted_operation,
  discounted_region,
  plan,
};
constexpr std::size_t kColumnCount = static_cast<std::size_t>(Column::plan) + 1;

constexpr std::array<std::string_view, kColumnCount> kTitles{"SKU",
                                                             "Product Family",
                                                             "TermType",
                                                             "StartingRange",
                                                             "Unit",
                                                             "PricePerUnit",
                                                             "Currency",
                                                             "LeaseContractLength",
                                                             "PurchaseOption",
                                                             "OfferingClass",
                                                             "DiscountedRate",
                                                             "DiscountedServiceCode",
                                                             "DiscountedUsageType",
                                                             "DiscountedOperation",
                                                             "DiscountedRegionCode",
                                                             "UsageType"};

constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

class CsvFile {
 public:
  CsvFile(doc::ByteSource& source, const ReadOptions& options)
      : rows_(source), options_(&options), book_(options) {
    columns_.fill(kAbsent);
    attributes_.fill(kAbsent);
  }

  void read();
  std::optional<ReadFile> finish(doc::ByteSource& source, std::string_view name,
                                 diag::Diagnostics& found) &&;

 private:
  bool read_head();
  bool read_titles();
  void read_row();
  void read_savings();
  void complain(std::string_view title, const Complaint& complaint);

  void fail(const Complaint& complaint) { complain({}, complaint); }

  std::string_view cell(std::size_t column) const {
    return column == kAbsent ? std::string_view() : rows_.cells()[column];
  }

  std::string_view operator[](Column column) const {
    return cell(columns_[static_cast<std::size_t>(column)]);
  }

  bool has(Column column) const { return columns_[static_cast<std::size_t>(column)] != kAbsent; }

  Product product() const;
  PriceLine line() const;

  doc::CsvStream rows_;
  const ReadOptions* options_;
  PriceBook book_;
  std::vector<std::string> titles_;
  std::array<std::size_t, kColumnCount> columns_{};
  std::array<std::size_t, kAttributes> attributes_{};
  std::string as_of_;
  std::string offer_;
  bool is_savings_ = false;
  std::vector<doc::StreamProblem> problems_;
};

void CsvFile::complain(std::string_view title, const Complaint& complaint) {
  constexpr std::size_t kMost = 100;
  if (problems_.size() > kMost) {
    return;
  }
  doc::Problem problem{
      .code = diag::kPriceData,
      .offset = rows_.offset(),
      .message = complaint.fault.message,
      .hint = complaint.fault.hint,
      .path = std::string(title),
      .severity = complaint.is_warning ? diag::Severity::warning : diag::Severity::error};
  for (std::size_t i = 0; i < titles_.size() && i < rows_.cells().size(); ++i) {
    if (titles_[i] == title) {
      problem.offset = rows_.offset(i);
      problem.length = rows_.cells()[i].size();
    }
  }
  if (problems_.size() == kMost) {
    problem.message = "there are more problems in this file, which are not shown";
    problem.hint.clear();
  }
  problems_.push_back(rows_.problem_at(std::move(problem)));
}

// The lines above the header, of a name and a value each, and the header.
bool CsvFile::read_head() {
  constexpr int kMostLines = 10;
  for (int i = 0; i < kMostLines && rows_.next(); ++i) {
    const auto cells = rows_.cells();
    if (cells.front() == "SKU") {
      return read_titles();
    }
    if (cells.size() == 2 && cells[0] == "Publication Date") {
      as_of_ = day_of(cells[1]).value_or("");
      if (as_of_.empty()) {
        fail(
            {{"the publication date is not a time", "write it as AWS does: 2026-01-16T16:02:58Z"}});
      }
    } else if (cells.size() == 2 && cells[0] == "OfferCode") {
      offer_ = cells[1];
    }
    if (i == 0 && cells[0].substr(0, 1) == "<") {
      fail({{"this is a page of HTML or XML, not a price list",
             "a server may have answered with an error; fetch the list again"}});
      return false;
    }
  }
  if (!rows_.problem()) {
    fail({{"this is not a file that eksplan reads prices from",
           "a price list in CSV has a few lines about itself and then a header that begins with "
           "SKU"}});
  }
  return false;
}

bool CsvFile::read_titles() {
  const auto cells = rows_.cells();
  titles_.assign(cells.begin(), cells.end());
  for (std::size_t i = 0; i < titles_.size(); ++i) {
    for (std::size_t column = 0; column < kColumnCount; ++column) {
      if (kTitles[column] == titles_[i]) {
        columns_[column] = i;
      }
    }
    if (const auto attribute = attribute_of_column(titles_[i])) {
      attributes_[static_cast<std::size_t>(*attribute)] = i;
    }
  }
  is_savings_ = has(Column::rate);
  constexpr std::array kOfPrices{Column::term_type, Column::unit, Column::price, Column::currency};
  constexpr std::array kOfSavings{Column::unit, Column::currency, Column::discounted_usage,
                                  Column::plan};
  bool sound = true;
  for (const auto column : is_savings_ ? kOfSavings : kOfPrices) {
    if (!has(column)) {
      const auto title = kTitles[static_cast<std::size_t>(column)];
      fail({{fmt::format("the header has no column {}", title),
             "AWS's lists have it; take the list as AWS publishes it"}});
      sound = false;
    }
  }
  return sound;
}

Product CsvFile::product() const {
  Product product{.sku = (*this)[Column::sku], .family = (*this)[Column::family]};
  for (std::size_t i = 0; i < kAttributes; ++i) {
    product.attributes[i] = cell(attributes_[i]);
  }
  return product;
}

PriceLine CsvFile::line() const {
  const auto currency = (*this)[Column::currency];
  return {.unit = (*this)[Column::unit],
          .begin = (*this)[Column::begin],
          .usd = currency == "USD" ? std::optional((*this)[Column::price]) : std::nullopt,
          .currency = currency};
}

void CsvFile::read_row() {
  const bool reserved = (*this)[Column::term_type] == "Reserved";
  const ReservedTerm term{.length = (*this)[Column::length],
                          .offering = (*this)[Column::offering],
                          .payment = (*this)[Column::payment]};
  if (reserved && !is_kept(term)) {
    return;
  }
  if (!reserved && (*this)[Column::term_type] != "OnDemand") {
    book_.leave_out("rows that are neither on-demand nor reserved");
    return;
  }
  const auto sku = (*this)[Column::sku];
  if (const auto wrong = book_.add_product(product(), !reserved)) {
    complain("SKU", *wrong);
  }
  const auto* target = book_.find(sku);
  if (target == nullptr) {
    return;
  }
  const auto wrong =
      reserved ? book_.add_reserved(*target, term, line()) : book_.add_on_demand(*target, line());
  if (wrong) {
    complain("PricePerUnit", *wrong);
  }
}

void CsvFile::read_savings() {
  const auto plan = (*this)[Column::plan];
  if (!is_plan_of_use(plan)) {
    return;
  }
  const auto wrong = add_savings(book_, *options_, plan,
                                 {.service = (*this)[Column::discounted_service],
                                  .usage = (*this)[Column::discounted_usage],
                                  .operation = (*this)[Column::discounted_operation],
                                  .region = (*this)[Column::discounted_region],
                                  .unit = (*this)[Column::unit],
                                  .currency = (*this)[Column::currency],
                                  .price = (*this)[Column::rate]});
  if (wrong) {
    complain("DiscountedRate", *wrong);
  }
}

void CsvFile::read() {
  if (!read_head()) {
    return;
  }
  if (as_of_.empty() && options_->as_of.empty()) {
    fail({{"the file does not say of which day it is", "--as-of YYYY-MM-DD tells it"}});
  }
  while (rows_.next()) {
    if (rows_.cells().size() != titles_.size()) {
      fail(
          {{fmt::format("this row has {}, the header has {}",
                        base::plural(static_cast<long long>(rows_.cells().size()), "cell", "cells"),
                        titles_.size()),
            "is the file cut off or damaged? Fetch it again"}});
    } else if (is_savings_) {
      read_savings();
    } else {
      read_row();
    }
  }
}

std::optional<ReadFile> CsvFile::finish(doc::ByteSource& source, std::string_view name,
                                        diag::Diagnostics& found) && {
  if (rows_.problem()) {
    problems_.push_back(*rows_.problem());
  }
  const auto errors = found.error_count();
  doc::report(std::move(problems_), name, source, found);
  if (found.error_count() != errors) {
    return std::nullopt;
  }
  ReadFile file{.kind = is_savings_ ? "savings plan list" : "price list",
                .as_of = as_of_.empty() ? options_->as_of : as_of_,
                .facts = {}};
  if (!offer_.empty()) {
    file.kind += " " + offer_;
  }
  std::move(book_).finish(file.as_of, !is_savings_, file.facts);
  return file;
}

}  // namespace

std::optional<ReadFile> read_csv(doc::ByteSource& source, std::string_view name,
                                 const ReadOptions& options, diag::Diagnostics& found) {
  CsvFile file(source, options);
  file.read();
  return std::move(file).finish(source, name, found);
}

}  // namespace eksplan::offers
