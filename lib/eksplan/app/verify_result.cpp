#include "eksplan/app/verify_result.hpp"

#include "eksplan/app/reading.hpp"
#include "eksplan/app/saved_result.hpp"
#include "eksplan/verify/verify.hpp"
#include "eksplan/verify/write.hpp"

namespace eksplan::app {

Outcome verify_result(const VerifyOptions& options, const FileReader& files) {
  diag::Diagnostics found;
  const auto result = read_saved(options.input, files, found);
  if (!result) {
    return outcome_of(ExitCode::input, found, false);
  }
  const auto report = verify::verify(*result);
  auto outcome = outcome_of(report.holds() ? ExitCode::done : ExitCode::input, found, false);
  const verify::Subject subject{.file = options.input, .version = options.version};
  outcome.standard_output = options.format == PlainFormat::json
                                ? verify::json(report, subject)
                                : verify::table(report, subject, options.width);
  return outcome;
}

}  // namespace eksplan::app
