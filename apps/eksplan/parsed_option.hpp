#pragma once
/// Options whose text one of our parsers reads.

#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "eksplan/base/parsed.hpp"

namespace eksplan::cli {

/// What CLI11 reports for a text that `parse` refuses.
[[noreturn]] inline void refuse(const std::string& option, const base::Fault& fault) {
  throw CLI::ValidationError(
      option, fault.hint.empty() ? fault.message : fault.message + "; " + fault.hint);
}

/// An option that `parse` (text -> base::Parsed<T>) reads and `store` (T -> void) keeps.
template <class Parse, class Store>
CLI::Option* add_parsed(CLI::App& command, const std::string& names, const std::string& description,
                        Parse parse, Store store) {
  auto* option = command.add_option_function<std::string>(
      names,
      [names, parse, store](const std::string& text) {
        auto value = parse(text);
        if (!value) {
          refuse(names.substr(names.find("--")), value.fault());
        }
        store(*value);
      },
      description);
  option->type_name("TEXT");
  return option;
}

/// An option of a list whose elements `parse` reads and `store` keeps.
template <class Parse, class Store>
CLI::Option* add_parsed_list(CLI::App& command, const std::string& name,
                             const std::string& description, Parse parse, Store store) {
  return command.add_option_function<std::vector<std::string>>(
      name,
      [name, parse, store](const std::vector<std::string>& texts) {
        for (const auto& text : texts) {
          auto value = parse(text);
          if (!value) {
            refuse(name, value.fault());
          }
          store(*value);
        }
      },
      description);
}

}  // namespace eksplan::cli
