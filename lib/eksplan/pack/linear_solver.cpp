#include "eksplan/pack/linear_solver.hpp"

#include <algorithm>
#include <cmath>

#include <CbcHeuristic.hpp>
#include <CbcModel.hpp>
#include <CglGomory.hpp>
#include <CglKnapsackCover.hpp>
#include <CglMixedIntegerRounding2.hpp>
#include <ClpSimplex.hpp>
#include <OsiClpSolverInterface.hpp>

namespace eksplan::pack {
namespace {

constexpr int kSeed = 1;
constexpr double kIncrement = 1e-9;  // a search leaves out what is not better by this much

double clp_low(double value) {
  return std::isinf(value) ? -COIN_DBL_MAX : value;
}

double clp_high(double value) {
  return std::isinf(value) ? COIN_DBL_MAX : value;
}

int at(std::size_t index) {
  return static_cast<int>(index);
}

}  // namespace

struct LinearSolver::State {
  ClpSimplex model;
  std::int64_t steps = 0;

  bool finish() {
    steps += model.numberIterations();
    return model.status() == 0;
  }

  int limit(std::int64_t most) {
    return static_cast<int>(std::clamp<std::int64_t>(most, 0, 1'000'000));
  }
};

LinearSolver::LinearSolver(const std::vector<Range>& rows) : state_(std::make_unique<State>()) {
  auto& model = state_->model;
  model.setLogLevel(0);
  model.setRandomSeed(kSeed);
  model.resize(at(rows.size()), 0);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    set_row(row, rows[row]);
  }
}

LinearSolver::~LinearSolver() = default;
LinearSolver::LinearSolver(LinearSolver&&) noexcept = default;
LinearSolver& LinearSolver::operator=(LinearSolver&&) noexcept = default;

std::size_t LinearSolver::add_column(double cost, Range range,
                                     std::span<const Coefficient> coefficients) {
  std::vector<int> rows;
  std::vector<double> values;
  for (const auto& coefficient : coefficients) {
    rows.push_back(at(coefficient.row));
    values.push_back(coefficient.value);
  }
  auto& model = state_->model;
  model.addColumn(at(rows.size()), rows.data(), values.data(), clp_low(range.low),
                  clp_high(range.high), cost);
  return static_cast<std::size_t>(model.numberColumns()) - 1;
}

void LinearSolver::add_row(Range range, std::span<const double> values) {
  std::vector<int> columns;
  std::vector<double> entries;
  for (std::size_t column = 0; column < values.size(); ++column) {
    if (values[column] != 0.0) {
      columns.push_back(at(column));
      entries.push_back(values[column]);
    }
  }
  state_->model.addRow(at(columns.size()), columns.data(), entries.data(), clp_low(range.low),
                       clp_high(range.high));
}

void LinearSolver::set_cost(std::size_t column, double cost) {
  state_->model.setObjectiveCoefficient(at(column), cost);
}

void LinearSolver::set_range(std::size_t column, Range range) {
  state_->model.setColumnBounds(at(column), clp_low(range.low), clp_high(range.high));
}

void LinearSolver::set_row(std::size_t row, Range range) {
  state_->model.setRowBounds(at(row), clp_low(range.low), clp_high(range.high));
}

bool LinearSolver::solve_primal(std::int64_t steps) {
  state_->model.setMaximumIterations(state_->limit(steps));
  state_->model.primal();
  return state_->finish();
}

bool LinearSolver::solve_dual(std::int64_t steps) {
  state_->model.setMaximumIterations(state_->limit(steps));
  state_->model.dual();
  return state_->finish();
}

std::span<const double> LinearSolver::row_prices() const {
  const auto& model = state_->model;
  return {model.getRowPrice(), static_cast<std::size_t>(model.numberRows())};
}

std::span<const double> LinearSolver::values() const {
  const auto& model = state_->model;
  return {model.getColSolution(), static_cast<std::size_t>(model.numberColumns())};
}

double LinearSolver::objective() const {
  return state_->model.objectiveValue();
}

std::int64_t LinearSolver::steps() const {
  return state_->steps;
}

IntegerAnswer LinearSolver::solve_in_whole_numbers(std::span<const std::size_t> whole,
                                                   int nodes) const {
  ClpSimplex copy(state_->model);
  OsiClpSolverInterface relaxed(&copy);
  relaxed.messageHandler()->setLogLevel(0);
  relaxed.setHintParam(OsiDoReducePrint, true, OsiHintTry);
  for (const auto column : whole) {
    relaxed.setInteger(at(column));
  }
  CbcModel search(relaxed);
  search.setLogLevel(0);
  search.setRandomSeed(kSeed);
  search.setNumberThreads(0);
  search.setMaximumNodes(nodes);
  search.setCutoffIncrement(kIncrement);
  CglGomory gomory;
  gomory.setLimit(300);
  CglKnapsackCover covers;
  CglMixedIntegerRounding2 rounding;
  search.addCutGenerator(&gomory, -5, "gomory");
  search.addCutGenerator(&covers, -5, "covers");
  search.addCutGenerator(&rounding, -5, "rounding");
  CbcRounding to_whole(search);
  search.addHeuristic(&to_whole, "rounding");
  search.initialSolve();
  if (!search.isInitialSolveProvenOptimal()) {
    return {};
  }
  search.branchAndBound();
  IntegerAnswer answer;
  answer.usable = (search.status() == 0 && search.isProvenOptimal()) || search.isNodeLimitReached();
  answer.nodes = search.getNodeCount();
  answer.bound = search.getBestPossibleObjValue();
  if (const auto* best = search.bestSolution()) {
    answer.values.assign(best, best + search.getNumCols());
  }
  return answer;
}

}  // namespace eksplan::pack
