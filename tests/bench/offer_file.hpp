#pragma once
/// Made-up price list files in AWS's own layout, of any size: each type of a region with its plain
/// price, and around it what such a list is full of - dedicated, licensed and reserved variants.

#include <cstdint>
#include <cstdio>
#include <string>

#include "eksplan/catalog/catalogue.hpp"

namespace eksplan::bench {

struct OfferSize {
  std::int64_t variants = 20;  ///< products of a type; the first is the plain one
  bool compact = false;        ///< without line breaks and indentation
};

/// Writes the AmazonEC2 list of the catalogue's region as JSON. Of the types sold there, only the
/// plain Linux products are at the catalogue's prices. False when writing fails.
bool write_offer(const catalog::Catalogue& catalogue, const OfferSize& size, std::FILE* to);

/// Variants of a type that give a file of about `bytes`.
std::int64_t variants_for(const catalog::Catalogue& catalogue, std::int64_t bytes);

}  // namespace eksplan::bench
