#include "eksplan/diag/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace eksplan::diag {

void Diagnostics::add(Diagnostic found) {
  errors_ += found.severity == Severity::error ? 1U : 0U;
  all_.push_back(std::move(found));
}

void Diagnostics::append(const Diagnostics& others) {
  for (const auto& other : others.all()) {
    add(other);
  }
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  auto sorted = all_;
  const auto key = [](const Diagnostic& d) {
    return std::tie(d.at.file, d.at.line, d.at.column, d.severity, d.code, d.message, d.at.path);
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

}  // namespace eksplan::diag
