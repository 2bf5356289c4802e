#include "json_schema.hpp"

#include <algorithm>
#include <regex>

#include <nlohmann/json.hpp>

namespace eksplan::report {
namespace {

using nlohmann::json;

bool is_of_type(const json& value, const std::string& type) {
  return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
         (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
         (type == "number" && value.is_number()) ||
         (type == "integer" && value.is_number_integer());
}

class Validator {
 public:
  explicit Validator(const json& root) : root_(root) {}

  void check(const json& value, const json& schema, const std::string& at) {
    for (const auto& [keyword, argument] : schema.items()) {
      keyword_holds(value, schema, keyword, at);
    }
  }

  std::vector<std::string> violations;

 private:
  void expect(bool holds, const std::string& at, const std::string& what) {
    if (!holds) {
      violations.push_back(at + ": " + what);
    }
  }

  void keyword_holds(const json& value, const json& schema, const std::string& keyword,
                     const std::string& at) {
    const auto& argument = schema.at(keyword);
    if (keyword == "$ref") {
      check(value, root_.at(json::json_pointer(argument.get<std::string>().substr(1))), at);
    } else if (keyword == "type") {
      const auto types = argument.is_array() ? argument : json::array({argument});
      expect(std::any_of(types.begin(), types.end(),
                         [&](const json& type) { return is_of_type(value, type); }),
             at, "is not " + argument.dump());
    } else if (keyword == "const") {
      expect(value == argument, at, "is not " + argument.dump());
    } else if (keyword == "enum") {
      expect(std::find(argument.begin(), argument.end(), value) != argument.end(), at,
             "is not one of " + argument.dump());
    } else if (keyword == "pattern") {
      expect(std::regex_search(value.get<std::string>(), std::regex(argument.get<std::string>())),
             at, "pattern");
    } else if (keyword == "minimum" || keyword == "maximum") {
      expect(keyword == "minimum" ? value >= argument : value <= argument, at, keyword);
    } else {
      structure_holds(value, schema, keyword, at);
    }
  }

  void structure_holds(const json& value, const json& schema, const std::string& keyword,
                       const std::string& at) {
    const auto& argument = schema.at(keyword);
    if (keyword == "required") {
      for (const auto& key : argument) {
        expect(value.contains(key.get<std::string>()), at, "lacks " + key.dump());
      }
    } else if (keyword == "dependentRequired") {
      for (const auto& [key, others] : argument.items()) {
        for (const auto& other : others) {
          expect(!value.contains(key) || value.contains(other.get<std::string>()), at,
                 "lacks " + other.dump());
        }
      }
    } else if (keyword == "properties") {
      for (const auto& [key, property] : argument.items()) {
        if (value.contains(key)) {
          check(value.at(key), property, at + "/" + key);
        }
      }
    } else if (keyword == "additionalProperties") {
      for (const auto& [key, member] : value.items()) {
        if (!schema.contains("properties") || !schema.at("properties").contains(key)) {
          check(member, argument, at + "/" + key);
        }
      }
    } else if (keyword == "items") {
      for (std::size_t i = 0; i < value.size(); ++i) {
        check(value.at(i), argument, at + "/" + std::to_string(i));
      }
    } else {
      const bool says_nothing =
          keyword == "title" || keyword == "description" || keyword.front() == '$';
      expect(says_nothing, at, "unknown keyword " + keyword);
    }
  }

  const json& root_;
};

}  // namespace

std::vector<std::string> schema_violations(std::string_view json_text,
                                           std::string_view schema_text) {
  const auto schema = json::parse(schema_text);
  Validator validator(schema);
  validator.check(json::parse(json_text), schema, "");
  return validator.violations;
}

}  // namespace eksplan::report
