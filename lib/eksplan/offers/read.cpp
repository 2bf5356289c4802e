#include "eksplan/offers/read.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/byte_source.hpp"
#include "eksplan/doc/json_stream.hpp"
#include "eksplan/offers/csv_file.hpp"
#include "eksplan/offers/json_file.hpp"

namespace eksplan::offers {
namespace {

constexpr std::string_view kKnown =
    "it reads price list files of AWS (JSON or CSV), savings plan lists, the Spot advisor's file, "
    "and what the AWS CLI prints for get-products, describe-instance-types, "
    "describe-instance-type-offerings and describe-spot-price-history";

struct Section {
  std::string_view key;
  void (*read)(JsonFile& file);
};

// What stands at the root of a file tells what it is.
constexpr std::array kSections{
    Section{"publicationDate", read_publication},
    Section{"products", read_products},
    Section{"terms", read_terms},
    Section{"PriceList", read_product_list},
    Section{"InstanceTypes", read_instance_types},
    Section{"InstanceTypeOfferings", read_offerings},
    Section{"SpotPriceHistory", read_spot_history},
    Section{"spot_advisor", read_spot_advisor},
};

/// The source with its first bytes read ahead.
class Peeked final : public doc::ByteSource {
 public:
  explicit Peeked(doc::ByteSource& source) : source_(&source) {
    const auto got = source.read(head_.data(), head_.size());
    size_ = got ? *got : 0;
    if (!got) {
      fault_ = got.fault();
    }
  }

  std::string_view head() const { return {head_.data(), size_}; }

  base::Parsed<std::size_t> read(char* into, std::size_t room) override {
    if (at_ == size_) {
      return fault_ ? base::Parsed<std::size_t>(*fault_) : source_->read(into, room);
    }
    const auto piece = head().substr(at_, room);
    std::copy(piece.begin(), piece.end(), into);
    at_ += piece.size();
    return piece.size();
  }

  bool rewind() override {
    size_ = at_ = 0;
    return source_->rewind();
  }

 private:
  doc::ByteSource* source_;
  std::array<char, 4096> head_{};
  std::size_t size_ = 0;
  std::size_t at_ = 0;
  std::optional<base::Fault> fault_;
};

void read_root(JsonFile& file) {
  auto& stream = *file.stream;
  if (file.is_list) {
    read_product_list(file);
    return;
  }
  if (!stream.enter()) {
    return;
  }
  while (stream.next()) {
    const auto key = stream.key();
    const auto* const section = std::find_if(kSections.begin(), kSections.end(),
                                             [&](const Section& one) { return one.key == key; });
    if (section != kSections.end()) {
      section->read(file);
    } else if (key == "offerCode") {
      const auto value = stream.value();
      file.offer = value ? value->string().value_or("") : "";
    } else if ((key == "offers" || key == "regions") && file.kind.empty()) {
      file.kind = "index";
    }
  }
}

// A list that has its terms before its products is gone through once more.
void read_terms_again(JsonFile& file, doc::ByteSource& source) {
  if (!source.rewind()) {
    file.wrong(0, "the terms of the price list stand before its products",
               "give the list as a file, so that it can be read twice");
    return;
  }
  doc::JsonStream again(source);
  auto* const first = std::exchange(file.stream, &again);
  file.terms_only = true;
  read_root(file);
  if (!again.finish()) {
    file.problems.push_back(*again.problem());
  }
  file.stream = first;
}

void check_kind(JsonFile& file) {
  if (file.kind == "index") {
    file.wrong(0, "this is an index of price lists, not a price list",
               "eksplan prices update --region REGION fetches what it names");
  } else if (file.kind.empty()) {
    file.wrong(0, "this is not a file that eksplan reads prices from", std::string(kKnown));
  } else if (file.as_of.empty() && file.options->as_of.empty() && !file.dated_rows) {
    file.wrong(0, "the file does not say of which day it is", "--as-of YYYY-MM-DD tells it");
  }
}

std::optional<ReadFile> read_json(doc::ByteSource& source, std::string_view name, bool is_list,
                                  const ReadOptions& options, diag::Diagnostics& found) {
  doc::JsonStream stream(source);
  JsonFile file(stream, options);
  file.is_list = is_list;
  read_root(file);
  if (!stream.finish()) {
    file.problems.push_back(*stream.problem());
  } else {
    if (file.needs_terms) {
      read_terms_again(file, source);
    }
    check_kind(file);
  }
  const auto errors = found.error_count();
  doc::report(std::move(file.problems), name, source, found);
  if (found.error_count() != errors) {
    return std::nullopt;
  }
  if (file.as_of.empty()) {
    file.as_of = options.as_of;
  }
  std::move(file.book).finish(file.as_of, file.complete, file.facts);
  file.facts.types_as_of = file.facts.types.empty() ? "" : file.as_of;
  file.facts.advice_as_of = file.facts.advice.empty() ? "" : file.as_of;
  return ReadFile{file.offer.empty() ? file.kind : file.kind + " " + file.offer, file.as_of,
                  std::move(file.facts)};
}

}  // namespace

std::optional<ReadFile> read(doc::ByteSource& source, std::string_view name,
                             const ReadOptions& options, diag::Diagnostics& found) {
  Peeked peeked(source);
  auto head = peeked.head();
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (head.starts_with(kMark)) {
    head.remove_prefix(kMark.size());
  }
  const auto first = head.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && head[first] != '{' && head[first] != '[') {
    return read_csv(peeked, name, options, found);
  }
  const bool is_list = first != std::string_view::npos && head[first] == '[';
  return read_json(peeked, name, is_list, options, found);
}

}  // namespace eksplan::offers
