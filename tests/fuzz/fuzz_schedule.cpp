#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "expect.hpp"

#include "eksplan/schedule/cron.hpp"
#include "eksplan/schedule/duration.hpp"
#include "eksplan/schedule/time_spec.hpp"

namespace {

using namespace eksplan::schedule;
using eksplan::fuzz::expect;

void read_as_spec(std::string_view text, Dialect dialect) {
  const Wording wording{.dialect = dialect};
  const auto read = read_time_spec(text, wording);
  for (const auto& fault : read.faults) {
    expect(!fault.message.empty(), "a fault says something");
  }
  const auto week = *parse_week("2026-03-29");
  const auto hours = hours_of(read.spec, week);
  expect(hours.total() <= week.length, "hours fit into their week");
  expect(hours.complement().complement() == hours, "a complement can be undone");
  if (read.faults.empty() && dialect != Dialect::go) {
    const auto again = parse_time_spec(text_of(read.spec), wording);
    expect(again && hours_of(*again, week) == hours, "what is printed means the same");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto dialect : {Dialect::hjacobs, Dialect::py, Dialect::go}) {
    read_as_spec(text, dialect);
  }
  if (const auto cron = parse_cron(text)) {
    const auto starts = starts_of(*cron, TimeZone{}, standard_week());
    expect(std::is_sorted(starts.begin(), starts.end()), "starts are in order");
  }
  const auto duration = parse_duration(text);
  expect(!duration || duration->count() >= 0, "a duration is not negative");
  return 0;
}
