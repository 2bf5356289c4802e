#include "eksplan/model/finding.hpp"

namespace eksplan::model {

std::string_view name(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::block:
      return "block";
    case FindingSeverity::warn:
      return "warn";
    case FindingSeverity::cost:
      return "cost";
    case FindingSeverity::note:
      break;
  }
  return "note";
}

std::string_view name(Basis basis) {
  switch (basis) {
    case Basis::documented:
      return "documented";
    case Basis::observed:
      return "observed";
    case Basis::inferred:
      break;
  }
  return "inferred";
}

}  // namespace eksplan::model
