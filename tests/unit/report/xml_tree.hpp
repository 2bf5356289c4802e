#pragma once
/// A reader of XML 1.0 as far as reports go: no comments, no DOCTYPE, no CDATA. It refuses what is
/// not well-formed.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace eksplan::report {

struct XmlElement {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;  ///< directly in it, references replaced
  std::vector<XmlElement> children;
};

/// The root element. Throws std::runtime_error that says what is wrong.
XmlElement parse_xml(std::string_view text);

}  // namespace eksplan::report
