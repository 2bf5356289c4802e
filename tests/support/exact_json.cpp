#include "support/exact_json.hpp"

#include <stdexcept>

namespace eksplan::support {
namespace {

class ExactNumbers : public nlohmann::detail::json_sax_dom_parser<nlohmann::json> {
 public:
  using json_sax_dom_parser::json_sax_dom_parser;

  bool number_float(double /*rounded*/, const std::string& digits) {
    std::string copy = digits;
    return string(copy);
  }
};

}  // namespace

nlohmann::json parse_exact(std::string_view text) {
  nlohmann::json tree;
  ExactNumbers handler(tree, true);
  nlohmann::json::sax_parse(text, &handler);
  return tree;
}

units::Decimal number(const nlohmann::json& value) {
  const auto text = value.is_string() ? value.get<std::string>() : value.dump();
  const auto parsed = units::parse_decimal(text);
  if (!parsed) {
    throw std::runtime_error(text + " is not a number");
  }
  return *parsed;
}

}  // namespace eksplan::support
