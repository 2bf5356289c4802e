#include "json_schema.hpp"

#include <algorithm>
#include <regex>

#include <nlohmann/json.hpp>

namespace eksplan::report {
namespace {

using Json = nlohmann::json;

bool is_of_type(const Json& value, const std::string& type) {
  return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
         (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
         (type == "number" && value.is_number()) ||
         (type == "integer" && value.is_number_integer());
}

// RFC 3986, as far as letters go: a colon before the first slash would make a scheme of a
// relative reference.
bool has_format(const std::string& text, const std::string& format) {
  static const std::regex characters("([A-Za-z0-9._~:/?#@!$&'()*+,;=\\[\\]-]|%[0-9A-F]{2})*");
  static const std::regex scheme("[A-Za-z][A-Za-z0-9+.-]*:.*");
  if (!std::regex_match(text, characters)) {
    return false;
  }
  const bool has_colon = text.substr(0, text.find('/')).find(':') != std::string::npos;
  return format == "uri" ? std::regex_match(text, scheme)
                         : !has_colon || std::regex_match(text, scheme);
}

bool has_unique_items(const Json& list) {
  for (auto item = list.begin(); item != list.end(); ++item) {
    if (std::find(list.begin(), item, *item) != item) {
      return false;
    }
  }
  return true;
}

class Validator {
 public:
  explicit Validator(const Json& root) : root_(root) {}

  void check(const Json& value, const Json& schema, const std::string& at) {
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

  void keyword_holds(const Json& value, const Json& schema, const std::string& keyword,
                     const std::string& at) {
    const auto& argument = schema.at(keyword);
    if (keyword == "$ref") {
      check(value, root_.at(Json::json_pointer(argument.get<std::string>().substr(1))), at);
    } else if (keyword == "type") {
      const auto types = argument.is_array() ? argument : Json::array({argument});
      expect(std::any_of(types.begin(), types.end(),
                         [&](const Json& type) { return is_of_type(value, type); }),
             at, "is not " + argument.dump());
    } else if (keyword == "const") {
      expect(value == argument, at, "is not " + argument.dump());
    } else if (keyword == "enum") {
      expect(std::find(argument.begin(), argument.end(), value) != argument.end(), at,
             "is not one of " + argument.dump());
    } else if (keyword == "minItems") {
      expect(value.size() >= argument.get<std::size_t>(), at, "has too few items");
    } else if (keyword == "uniqueItems") {
      expect(has_unique_items(value), at, "has equal items");
    } else if (keyword == "format") {
      expect(has_format(value.get<std::string>(), argument.get<std::string>()), at,
             "is no " + argument.get<std::string>());
    } else if (keyword == "pattern") {
      expect(std::regex_search(value.get<std::string>(), std::regex(argument.get<std::string>())),
             at, "pattern");
    } else if (keyword == "minimum" || keyword == "maximum") {
      expect(keyword == "minimum" ? value >= argument : value <= argument, at, keyword);
    } else {
      structure_holds(value, schema, keyword, at);
    }
  }

  void structure_holds(const Json& value, const Json& schema, const std::string& keyword,
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
        if (schema.contains("properties") && schema.at("properties").contains(key)) {
          continue;
        }
        if (argument.is_boolean()) {
          expect(argument.get<bool>(), at, "has an unknown key " + key);
        } else {
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

  const Json& root_;
};

}  // namespace

std::vector<std::string> schema_violations(std::string_view json_text,
                                           std::string_view schema_text) {
  const auto schema = Json::parse(schema_text);
  Validator validator(schema);
  validator.check(Json::parse(json_text), schema, "");
  return validator.violations;
}

}  // namespace eksplan::report
