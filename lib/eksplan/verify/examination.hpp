#pragma once
/// What one check notes down while it looks at figures. Private to this room.

#include <cstdint>
#include <string>
#include <string_view>

#include "eksplan/base/checked.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"
#include "eksplan/verify/report.hpp"

namespace eksplan::verify {

class Examination {
 public:
  Examination(std::string_view id, std::string_view title) {
    check_.id = id;
    check_.title = title;
  }

  /// Notes a fault unless the figures are equal; `why` says where the right one comes from.
  void expect(const std::string& where, units::Money written, units::Money right,
              std::string_view why = {});
  void expect(const std::string& where, units::Decimal written, units::Decimal right,
              std::string_view why = {});
  void expect_count(const std::string& where, std::int64_t written, base::int128 right,
                    std::string_view why = {});
  void expect_text(const std::string& where, std::string_view written, std::string_view right,
                   std::string_view why = {});

  void fault(std::string where, std::string what);

  bool failed() const { return check_.fault_count > 0; }

  Check done(std::string detail) &&;
  Check not_checked(std::string why) &&;

 private:
  void differ(const std::string& where, std::string_view written, std::string_view right,
              std::string_view why);

  Check check_;
};

/// "costs[3].hourly"
std::string path(std::string_view list, std::size_t index, std::string_view field = {});

}  // namespace eksplan::verify
