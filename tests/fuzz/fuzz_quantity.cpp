#include <cstddef>
#include <cstdint>
#include <string_view>

#include "expect.hpp"

#include "eksplan/units/quantity.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using eksplan::fuzz::expect;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto quantity = eksplan::units::parse_quantity(text);
  if (!quantity) {
    expect(!quantity.fault().message.empty(), "a fault says something");
    return 0;
  }
  constexpr eksplan::base::int128 kMillion = 1'000'000;
  const auto nanos = quantity->nanos();
  const auto millis = quantity->millis_up();
  const auto units = quantity->units_up();
  if (nanos >= 0) {
    expect(millis * kMillion >= nanos && (millis - 1) * kMillion < nanos,
           "thousandths are rounded up");
    expect(units * 1000 >= millis && (units - 1) * 1000 < millis, "units are rounded up");
  } else {
    expect(millis * kMillion <= nanos && (millis + 1) * kMillion > nanos,
           "thousandths are rounded down");
  }
  return 0;
}
