#include "eksplan/catalog/build_block.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eksplan/base/digest.hpp"
#include "eksplan/catalog/draft.hpp"
#include "eksplan/catalog/manifest.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::catalog {
namespace {

// All 36 regions with all purchase options are under 10 MB of text. With this much the offsets of a
// block stay within 32 bits.
constexpr std::size_t kMostBytes = std::size_t{256} << 20U;

// Finds the files of a set among those given, by the end of their names.
class GivenFiles {
 public:
  GivenFiles(std::span<const PriceFile> files, diag::Diagnostics& found)
      : files_(files), is_taken_(files.size()), found_(found) {}

  const PriceFile* take(std::string_view relative_name) {
    const PriceFile* taken = nullptr;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (is_called(files_[i].name, relative_name)) {
        is_taken_[i] = taken == nullptr;
        taken = taken == nullptr ? &files_[i] : taken;
      }
    }
    return taken;
  }

  // Nothing that was given may be left out silently.
  void report_untaken() const {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (!is_taken_[i]) {
        found_.add(file_problem(files_[i].name,
                                "the file is not part of the price set, or stands twice",
                                "name its region in price-set.csv, or take the file out"));
      }
    }
  }

 private:
  static bool is_called(std::string_view name, std::string_view relative_name) {
    return name.ends_with(relative_name) && (name.size() == relative_name.size() ||
                                             name[name.size() - relative_name.size() - 1] == '/');
  }

  std::span<const PriceFile> files_;
  std::vector<bool> is_taken_;
  diag::Diagnostics& found_;
};

void report_missing(std::string_view relative_name, diag::Diagnostics& found) {
  found.add(
      file_problem(relative_name, "the price set has no such file", "every price set has one"));
}

bool is_too_large(std::span<const PriceFile> files, diag::Diagnostics& found) {
  std::size_t size = 0;
  for (const auto& file : files) {
    size += file.text.size();
    if (size > kMostBytes) {
      auto problem = file_problem(file.name, "the price set is larger than eksplan reads",
                                  fmt::format("it reads up to {} bytes", kMostBytes));
      problem.code = diag::kInputTooLarge;
      found.add(std::move(problem));
      return true;
    }
  }
  return false;
}

void read_prices(const Manifest& manifest, GivenFiles& given, Draft& draft) {
  for (const auto& region : manifest.regions) {
    const auto read = [&](const std::string& name,
                          void (Draft::*reader)(const PriceFile&, const std::string&)) {
      if (const auto* file = given.take(name)) {
        (draft.*reader)(*file, region.name);
      } else {
        manifest.rows.row(region.row)
            .report("value", fmt::format("the set has no file '{}'", name),
                    "add it, or take the region out");
      }
    };
    read(rates_file(region.name), &Draft::read_rates);
    read(items_file(region.name), &Draft::read_items);
  }
}

void check_date(const Manifest& manifest, const Draft& draft) {
  if (!manifest.effective_date.empty() && !draft.newest_price().empty() &&
      manifest.effective_date != draft.newest_price()) {
    manifest.rows.row(manifest.effective_date_row)
        .report("value",
                fmt::format("'{}' is not the date of the newest price", manifest.effective_date),
                fmt::format("write {}", draft.newest_price()));
  }
}

}  // namespace

std::optional<BuiltBlock> build_block(std::span<const PriceFile> files, diag::Diagnostics& found) {
  const auto errors_before = found.error_count();
  if (is_too_large(files, found)) {
    return std::nullopt;
  }
  GivenFiles given(files, found);
  std::array<const PriceFile*, 4> fixed{};
  for (std::size_t i = 0; i < fixed.size(); ++i) {
    fixed[i] = given.take(file_names()[i]);
    if (fixed[i] == nullptr) {
      report_missing(file_names()[i], found);
    }
  }
  const auto [price_set, regions, types, add_ons] = fixed;
  if (price_set == nullptr) {
    return std::nullopt;
  }
  const auto manifest = read_manifest(*price_set, found);
  Draft draft(found);
  if (types != nullptr) {
    draft.read_types(*types);
  }
  if (regions != nullptr) {
    draft.read_regions(*regions, manifest);
  }
  if (add_ons != nullptr) {
    draft.read_add_ons(*add_ons);
  }
  read_prices(manifest, given, draft);
  given.report_untaken();
  if (found.error_count() == errors_before) {
    check_date(manifest,
               draft);  // a wrong date is reported where it stands, and not as the newest one too
  }
  if (found.error_count() != errors_before) {
    return std::nullopt;
  }
  auto bytes = std::move(draft).block(manifest.effective_date);
  auto sha256 = base::sha256_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  return BuiltBlock{.bytes = std::move(bytes), .sha256 = std::move(sha256)};
}

}  // namespace eksplan::catalog
