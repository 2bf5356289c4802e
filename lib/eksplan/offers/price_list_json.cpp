// Price list files (offers) in JSON, and the products that `aws pricing get-products` prints.

#include <fmt/format.h>

#include "eksplan/doc/json_stream.hpp"
#include "eksplan/offers/json_file.hpp"
#include "eksplan/offers/price_text.hpp"

namespace eksplan::offers {
namespace {

// What is wrong with a product or its terms is said at `offset`.
void take(JsonFile& file, std::size_t offset, const Taken& taken, std::string_view below = {}) {
  if (taken) {
    file.complain(offset, *taken, below);
  }
}

PriceLine line_of(const doc::JsonView& dimension, const doc::JsonView& amounts) {
  PriceLine line{.unit = text_at(dimension, "unit"), .begin = text_at(dimension, "beginRange")};
  doc::JsonMembers members(amounts);
  while (members.next()) {
    if (members.key() == "USD") {
      // A number in place of a string is read by its digits.
      const auto value = members.value();
      line.usd = value.is_string() ? value.string() : std::optional(value.raw());
    } else {
      line.currency = members.key();
    }
  }
  return line;
}

void read_dimension(JsonFile& file, const Target& target, const doc::JsonView& dimension,
                    const std::optional<ReservedTerm>& reserved) {
  const auto amounts = dimension.find("pricePerUnit");
  if (!amounts || !amounts->is_mapping()) {
    file.wrong(dimension.offset(), "a price has no pricePerUnit",
               "write \"pricePerUnit\": {\"USD\": \"0.0960000000\"}");
    return;
  }
  const auto line = line_of(dimension, *amounts);
  take(file, amounts->offset(),
       reserved ? file.book.add_reserved(target, *reserved, line)
                : file.book.add_on_demand(target, line),
       ".pricePerUnit");
}

ReservedTerm term_of(const doc::JsonView& offer) {
  const auto attributes = offer.find("termAttributes");
  if (!attributes) {
    return {};
  }
  return {.length = text_at(*attributes, "LeaseContractLength"),
          .offering = text_at(*attributes, "OfferingClass"),
          .payment = text_at(*attributes, "PurchaseOption")};
}

// A product with its terms, as get-products has it; what is wrong is said where that stands, or at
// `shown_at` when it stands in a string.
void read_listed(JsonFile& file, const doc::JsonView& item) {
  const auto product_view = item.find("product");
  if (!product_view || !product_view->is_mapping()) {
    file.wrong(item.offset(), "an entry of PriceList has no product",
               "it should be what aws pricing get-products printed");
    return;
  }
  auto product = product_of(*product_view);
  if (product[Attribute::service].empty()) {
    product.attributes[static_cast<std::size_t>(Attribute::service)] = text_at(item, "serviceCode");
  }
  if (product.sku.empty()) {
    file.wrong(product_view->offset(), "a product has no sku", "each product has one");
    return;
  }
  take(file, product_view->offset(), file.book.add_product(product));
  const auto day = day_of(text_at(item, "publicationDate"));
  if (day && *day > file.as_of) {
    file.as_of = *day;
  }
  const auto* target = file.book.find(product.sku);
  if (target == nullptr) {
    return;
  }
  for (const bool reserved : {false, true}) {
    if (const auto terms = item.at({"terms", reserved ? "Reserved" : "OnDemand"})) {
      read_offer_terms(file, *target, *terms, reserved);
    }
  }
}

// JSON within a string of JSON.
void read_listed_text(JsonFile& file, std::size_t offset, std::string_view text) {
  constexpr std::size_t kRoom = 64;
  doc::TextBytes bytes(text);
  doc::JsonStream inner(bytes, {.usual = text.size() + kRoom});
  JsonFile inside(inner, *file.options);
  inside.book = std::move(file.book);
  if (const auto view = inner.root()) {
    inside.as_of = file.as_of;
    read_listed(inside, *view);
    file.as_of = inside.as_of;
  }
  file.book = std::move(inside.book);
  if (!inner.finish()) {
    inside.problems.push_back(*inner.problem());
  }
  for (auto& [problem, excerpt] : inside.problems) {
    file.complain(offset,
                  {{std::move(problem.message), std::move(problem.hint)},
                   problem.severity == diag::Severity::warning},
                  problem.path.empty() ? "" : "." + problem.path);
  }
}

void read_terms_of(JsonFile& file, bool reserved) {
  auto& stream = *file.stream;
  if (!stream.enter()) {
    file.wrong(stream.offset(), "the terms of a price list are not a mapping",
               "they are a mapping of SKUs");
    return;
  }
  while (stream.next()) {
    const auto* target = file.book.find(stream.key());
    if (target == nullptr || (reserved && (target->type.empty() || target->windows))) {
      continue;
    }
    if (const auto terms = stream.value()) {
      read_offer_terms(file, *target, *terms, reserved);
    }
  }
}

}  // namespace

Product product_of(const doc::JsonView& view) {
  Product product;
  doc::JsonMembers members(view);
  while (members.next()) {
    const auto key = members.key();
    if (key == "attributes") {
      doc::JsonMembers attributes(members.value());
      while (attributes.next()) {
        const auto attribute = attribute_of_key(attributes.key());
        if (!attribute) {
          continue;
        }
        product.attributes[static_cast<std::size_t>(*attribute)] =
            attributes.value().string().value_or(std::string_view());
        if (is_surely_left_out(product)) {
          break;
        }
      }
    } else if (key == "sku") {
      product.sku = members.value().string().value_or(std::string_view());
    } else if (key == "productFamily") {
      product.family = members.value().string().value_or(std::string_view());
    }
  }
  return product;
}

void read_offer_terms(JsonFile& file, const Target& target, const doc::JsonView& terms,
                      bool reserved) {
  doc::JsonMembers offers(terms);
  while (offers.next()) {
    const auto offer = offers.value();
    const auto dimensions = offer.find("priceDimensions");
    if (!dimensions || !dimensions->is_mapping()) {
      file.wrong(offer.offset(), "a term has no priceDimensions",
                 "each term has a mapping of them");
      continue;
    }
    const auto term = reserved ? std::optional(term_of(offer)) : std::nullopt;
    doc::JsonMembers members(*dimensions);
    while (members.next()) {
      read_dimension(file, target, members.value(), term);
    }
  }
}

void read_publication(JsonFile& file) {
  const auto offset = file.stream->offset();
  const auto value = file.stream->value();
  if (!value) {
    return;
  }
  const auto day = day_of(value->string().value_or(std::string_view()));
  if (day) {
    file.as_of = *day;
  } else {
    file.wrong(offset, "publicationDate is not a time",
               "write it as AWS does: 2026-01-16T16:02:58Z");
  }
}

void read_products(JsonFile& file) {
  auto& stream = *file.stream;
  if (stream.first() == '[') {
    read_savings_products(file);
    return;
  }
  if (file.terms_only) {
    return;
  }
  file.kind = "price list";
  file.complete = true;
  if (!stream.enter()) {
    file.wrong(stream.offset(), "the products of a price list are not a mapping",
               "they are a mapping of SKUs");
    return;
  }
  while (stream.next()) {
    const auto value = stream.value();
    if (!value) {
      return;
    }
    auto product = product_of(*value);
    product.sku = stream.key();
    take(file, value->offset(), file.book.add_product(product));
  }
}

void read_terms(JsonFile& file) {
  auto& stream = *file.stream;
  if (!stream.enter()) {
    file.wrong(stream.offset(), "terms are not a mapping", "they are OnDemand and Reserved");
    return;
  }
  while (stream.next()) {
    if (stream.key() == "savingsPlan") {
      read_savings_terms(file);
    } else if (stream.key() == "OnDemand" || stream.key() == "Reserved") {
      if (file.book.has_products()) {
        read_terms_of(file, stream.key() == "Reserved");
      } else {
        file.needs_terms = true;
      }
    }
  }
}

void read_product_list(JsonFile& file) {
  auto& stream = *file.stream;
  file.kind = "output of aws pricing get-products";
  if (!stream.enter()) {
    file.wrong(stream.offset(), "PriceList is not a list", "write what get-products printed");
    return;
  }
  while (stream.next()) {
    const auto value = stream.value();
    if (!value) {
      return;
    }
    if (const auto text = value->string()) {
      read_listed_text(file, value->offset(), *text);
    } else {
      read_listed(file, *value);
    }
  }
}

}  // namespace eksplan::offers
