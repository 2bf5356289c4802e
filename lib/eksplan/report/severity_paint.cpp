#include "eksplan/report/severity_paint.hpp"

namespace eksplan::report {

Paint paint_of(model::FindingSeverity severity) {
  switch (severity) {
    case model::FindingSeverity::block:
      return Paint::red;
    case model::FindingSeverity::warn:
      return Paint::yellow;
    case model::FindingSeverity::cost:
      return Paint::cyan;
    case model::FindingSeverity::note:
      break;
  }
  return Paint::dim;
}

}  // namespace eksplan::report
