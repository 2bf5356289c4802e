#pragma once
/// What a reader of offers has to be told.

#include <functional>
#include <map>
#include <set>
#include <string>

namespace eksplan::offers {

struct ReadOptions {
  std::set<std::string> regions;  ///< only these; empty = every one

  /// Regions by the name that the price list has for them ("EU (Ireland)"): old files have no
  /// region codes.
  std::map<std::string, std::string, std::less<>> region_of_title;

  /// The day of files that name none (describe-instance-types, the Spot advisor).
  std::string as_of;
};

}  // namespace eksplan::offers
