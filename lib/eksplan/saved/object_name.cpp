#include "eksplan/saved/object_name.hpp"

namespace eksplan::saved {

std::string ObjectName::text() const {
  const auto rest = kind + "/" + name;
  return namespace_name.empty() ? rest : namespace_name + "/" + rest;
}

ObjectName object_name(std::string_view text) {
  const auto last = text.rfind('/');
  if (last == std::string_view::npos) {
    return {{}, {}, std::string(text)};
  }
  const std::string name(text.substr(last + 1));
  const auto first = text.find('/');
  if (first == last) {
    return {{}, std::string(text.substr(0, last)), name};
  }
  return {std::string(text.substr(0, first)), std::string(text.substr(first + 1, last - first - 1)),
          name};
}

}  // namespace eksplan::saved
