#include "eksplan/report/json_tree.hpp"

#include <utility>

namespace eksplan::report {
namespace {

// Prints a tree whose binary leaves are the texts of numbers.
class Printer {
 public:
  std::string print(const Json& json) && {
    value(json);
    text_ += '\n';
    return std::move(text_);
  }

 private:
  // Text that is not UTF-8 shows a replacement character: JSON has no other way to hold it.
  static std::string scalar(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
  }

  void value(const Json& json) {
    if (json.is_binary()) {
      text_.append(json.get_binary().begin(), json.get_binary().end());
    } else if (json.is_structured()) {
      structured(json);
    } else {
      text_ += scalar(json);
    }
  }

  void structured(const Json& json) {
    const bool is_object = json.is_object();
    text_ += is_object ? '{' : '[';
    depth_ += json.empty() ? 0U : 1U;
    for (auto at = json.begin(); at != json.end(); ++at) {
      text_ += at == json.begin() ? "" : ",";
      new_line();
      if (is_object) {
        text_ += scalar(at.key()) + ": ";
      }
      value(*at);
    }
    if (!json.empty()) {
      --depth_;
      new_line();
    }
    text_ += is_object ? '}' : ']';
  }

  void new_line() {
    text_ += '\n';
    text_.append(2 * depth_, ' ');
  }

  std::string text_;
  std::size_t depth_ = 0;
};

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
  return Printer().print(tree);
}

}  // namespace eksplan::report
