#pragma once
/// Reads what `-o json` or `--out json=FILE` wrote.

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/saved/difference.hpp"
#include "eksplan/saved/result.hpp"

namespace eksplan::saved {

/// The version of the schema that is read.
inline constexpr std::int64_t kSchemaVersion = 1;

/// The result in `text`; `name` is the file's. Everything that is wrong is reported at its place,
/// and then nothing is returned. Keys that version 1 does not know are passed over.
std::optional<Result> read(const std::string& name, std::string_view text,
                           diag::Diagnostics& found);

/// What `estimate` and `check` write, or what `diff` does.
using Saved = std::variant<Result, Difference>;

/// The same of whichever of them `text` holds.
std::optional<Saved> read_any(const std::string& name, std::string_view text,
                              diag::Diagnostics& found);

}  // namespace eksplan::saved
