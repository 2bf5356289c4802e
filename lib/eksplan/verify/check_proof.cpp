#include "eksplan/verify/checks.hpp"
#include "eksplan/verify/examination.hpp"

namespace eksplan::verify {

Check check_proof(const Ledger& ledger) {
  Examination examination("proof", "the stored prices prove the bound");
  if (!ledger.result().plan) {
    return std::move(examination).not_checked("the result has no plan");
  }
  return std::move(examination).not_checked("the result has no proof of its bound");
}

}  // namespace eksplan::verify
