#pragma once
/// What the readers of all forms share: places, lists, and texts that people forget to quote.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/model/cluster.hpp"

namespace eksplan::cluster {

/// The document that is being read: the number of its file in model::Inventory::files, what it adds
/// to, and where problems go.
struct Reading {
  std::uint32_t file = 0;
  model::Cluster& into;
  diag::Diagnostics& found;
};

model::Place place_of(const doc::Node& node, const Reading& reading);

/// The path of a node in its document: "fargateProfiles[0]".
std::string path_of(const doc::Node& node);

/// A number of nodes or of addresses: from 0 to 2^31 - 1. Another one is an error.
std::optional<std::int64_t> count_at(const doc::Fields& fields, std::string_view path);

/// The text at `path`. A number or a boolean is taken as it stands, with a warning.
std::optional<std::string> text_at(const doc::Fields& fields, std::string_view path);

/// A mapping of text to text at `path`; values as text_at takes them, null is "".
model::Labels labels_at(const doc::Fields& fields, std::string_view path);

/// Whether the boolean at `path` is there and true.
bool is_true(const doc::Fields& fields, std::string_view path);

/// Whether there is something at `path`: no null, and no empty text, list or mapping.
bool is_given(const doc::Fields& fields, std::string_view path);

}  // namespace eksplan::cluster
