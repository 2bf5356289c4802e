#include "eksplan/report/json_tree.hpp"

#include <cstdint>
#include <utility>

#include "eksplan/base/halves.hpp"
#include "eksplan/report/json_quote.hpp"

namespace eksplan::report {
namespace {

// Prints a tree whose binary leaves are the texts of numbers behind what `text` holds.
class Printer {
 public:
  Printer(std::string& text, std::size_t depth) : text_(&text), depth_(depth) {}

  void value(const Json& json) {
    if (json.is_binary()) {
      text_->append(json.get_binary().begin(), json.get_binary().end());
    } else if (json.is_structured()) {
      structured(json);
    } else if (json.is_string()) {
      append_quoted(*text_, json.get_ref<const std::string&>());
    } else if (json.is_number_unsigned()) {
      *text_ += std::to_string(json.get<std::uint64_t>());
    } else if (json.is_number_integer()) {
      *text_ += std::to_string(json.get<std::int64_t>());
    } else {
      *text_ += json.dump();
    }
  }

  void new_line() {
    *text_ += '\n';
    text_->append(2 * depth_, ' ');
  }

 private:
  void structured(const Json& json) {
    const bool is_object = json.is_object();
    *text_ += is_object ? '{' : '[';
    depth_ += json.empty() ? 0U : 1U;
    for (auto at = json.begin(); at != json.end(); ++at) {
      *text_ += at == json.begin() ? "" : ",";
      new_line();
      if (is_object) {
        append_quoted(*text_, at.key());
        *text_ += ": ";
      }
      value(*at);
    }
    if (!json.empty()) {
      --depth_;
      new_line();
    }
    *text_ += is_object ? '}' : ']';
  }

  std::string* text_;
  std::size_t depth_;
};

constexpr std::size_t kFewestToHalve = 2000;
constexpr std::size_t kRowsToMeasure = 500;

Json gate_value(const GateValue& value) {
  const auto* const decimal = std::get_if<units::Decimal>(&value);
  return decimal != nullptr ? number(*decimal) : Json(std::get<std::string>(value));
}

}  // namespace

Json number(std::string_view text) {
  return Json::binary({text.begin(), text.end()});
}

Json number(units::Money money) {
  return number(money.text());
}

Json number(units::Decimal decimal) {
  return number(decimal.text());
}

void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) {
    object[key] = text;
  }
}

void put_choices(Json& context, const std::vector<Choice>& choices) {
  if (!choices.empty()) {
    context["choices"] = list(choices, [](const Choice& choice) -> Json {
      return {{"name", choice.name}, {"value", choice.value}};
    });
  }
}

Json gate_json(const Gate& gate) {
  Json json = {{"name", gate.name},
               {"limit", gate_value(gate.limit)},
               {"value", gate_value(gate.value)},
               {"failed", gate.failed}};
  if (gate.warned) {
    json["warned"] = true;
  }
  return json;
}

void put_object_parts(Json& object, std::string_view text, const saved::ObjectName& name) {
  if (saved::object_name(text) == name) {
    return;
  }
  auto& parts = object["object"];
  parts = Json::object();
  put(parts, "namespace", name.namespace_name);
  parts["kind"] = name.kind;
  parts["name"] = name.name;
}

std::string print(const Json& tree) {
  std::string text;
  Printer(text, 0).value(tree);
  text += '\n';
  return text;
}

void RootPrinter::name(std::string_view key) {
  text_ += text_.empty() ? "{" : ",";
  Printer(text_, 1).new_line();
  append_quoted(text_, key);
  text_ += ": ";
}

void RootPrinter::member(std::string_view key, const Json& value) {
  name(key);
  Printer(text_, 1).value(value);
}

void RootPrinter::elements(std::size_t count,
                           const std::function<Json(std::size_t index)>& element) {
  if (count == 0) {
    text_ += "[]";
    return;
  }
  text_ += '[';
  std::string second;
  base::in_halves(count, kFewestToHalve, [&](std::size_t part, std::size_t begin, std::size_t end) {
    auto& text = part == 0 ? text_ : second;
    Printer printer(text, 2);
    const auto start = text.size();
    for (auto i = begin; i < end; ++i) {
      if (i == begin + kRowsToMeasure) {  // the second half goes behind the first
        const auto row = (text.size() - start) / kRowsToMeasure;
        text.reserve(text.size() + row * ((part == 0 ? count : end) - i));
      }
      text += i == 0 ? "" : ",";
      printer.new_line();
      printer.value(element(i));
    }
  });
  text_ += second;
  Printer(text_, 1).new_line();
  text_ += ']';
}

std::string RootPrinter::take() {
  text_ += text_.empty() ? "{}\n" : "\n}\n";
  return std::move(text_);
}

}  // namespace eksplan::report
