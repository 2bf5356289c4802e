#include "problem.hpp"

#include "support/disk_files.hpp"
#include <fmt/format.h>

#include "eksplan/app/add_ons.hpp"
#include "eksplan/app/price_source.hpp"
#include "eksplan/app/reading.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/plan/fargate_prices.hpp"

namespace eksplan::bench {
namespace {

demand::Demand demand_of(const model::Inventory& inventory, const catalog::Catalogue& catalogue) {
  demand::Options options;
  options.ebs_in_use = app::uses_ebs(inventory);
  return demand::build(inventory, app::add_on_pods(catalogue), options);
}

model::Inventory read(const ProblemOptions& options, const app::FileReader& files,
                      diag::Diagnostics& found) {
  app::RunOptions run;
  run.inputs = options.inputs;
  run.limits = options.plan.limits;
  return app::read_given(run, files, found).inventory;
}

void complain(const std::string& message, diag::Diagnostics& found) {
  found.add(app::general_message(diag::Severity::error, diag::kUsage, message, ""));
}

}  // namespace

Problem::Problem(const plan::Options& wishes, const model::Inventory& inventory,
                 const catalog::Catalogue& catalogue)
    : options_(wishes),
      demand_(demand_of(inventory, catalogue)),
      fargate_(plan::ask_fargate(demand_, inventory, catalogue, options_.limits)),
      problem_(demand_, inventory, catalogue, fargate_, options_),
      instance_(problem_.instance()),
      surroundings_(plan::surroundings_of(parts(options_))) {}

std::int64_t Problem::pods() const {
  std::int64_t pods = 0;
  for (const auto& shape : instance_.shapes) {
    pods += shape.count();
  }
  return pods;
}

ResourceUse read_only(const ProblemOptions& options, diag::Diagnostics& found) {
  const UsageMeter reading;
  const auto inventory = read(options, support::DiskFiles(), found);
  return reading.read();
}

MadeProblem make_problem(const ProblemOptions& options, diag::Diagnostics& found) {
  MadeProblem made;
  const support::DiskFiles files;
  const UsageMeter reading;
  const auto inventory = read(options, files, found);
  made.reading = reading.read();
  const auto prices = app::open_prices("", files, found);
  if (!found.has_errors() && app::is_empty(inventory)) {
    found.add(app::empty_input());
  }
  if (found.has_errors()) {
    return made;
  }
  const auto catalogue = catalog::open_region(prices, options.region);
  if (!catalogue) {
    complain(fmt::format("there are no prices for region '{}'", options.region), found);
    return made;
  }
  const UsageMeter shaping;
  made.problem = std::make_unique<const Problem>(options.plan, inventory, *catalogue);
  made.shaping = shaping.read();
  return made;
}

}  // namespace eksplan::bench
