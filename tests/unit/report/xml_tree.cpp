#include "xml_tree.hpp"

#include <algorithm>
#include <stdexcept>

#include "eksplan/base/text.hpp"

namespace eksplan::report {
namespace {

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what);
}

void check_characters(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto length = base::utf8_sequence_length(text, i);
    const auto sequence = text.substr(i, length);
    const bool is_control = static_cast<unsigned char>(text[i]) < 0x20 && text[i] != '\n';
    if (length == 0 || is_control || sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF") {
      fail("a character that XML cannot hold");
    }
    i += length;
  }
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  XmlElement document() {
    expect(kDeclaration);
    skip_blanks();
    auto root = element();
    skip_blanks();
    if (!rest_.empty()) {
      fail("text behind the root element");
    }
    return root;
  }

 private:
  bool accept(std::string_view token) {
    const bool is_there = rest_.starts_with(token);
    rest_.remove_prefix(is_there ? token.size() : 0);
    return is_there;
  }

  void expect(std::string_view token) {
    if (!accept(token)) {
      fail("no " + std::string(token) + " before " + std::string(rest_.substr(0, 20)));
    }
  }

  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \n"), rest_.size()));
  }

  std::string until(std::string_view ends) {
    const auto end = rest_.find_first_of(ends);
    if (end == std::string_view::npos) {
      fail("the document ends too early");
    }
    const auto part = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return std::string(part);
  }

  std::string name() {
    auto read = until(" =/>\"");
    if (read.empty() ||
        read.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != std::string::npos) {
      fail("'" + read + "' is no name");
    }
    return read;
  }

  static std::string replaced(std::string_view raw) {
    static const std::map<std::string, std::string, std::less<>> kReferences{
        {"amp", "&"},  {"lt", "<"},  {"gt", ">"},   {"quot", "\""},
        {"apos", "'"}, {"#9", "\t"}, {"#10", "\n"}, {"#13", "\r"}};
    std::string text;
    while (!raw.empty()) {
      const auto start = std::min(raw.find('&'), raw.size());
      text += raw.substr(0, start);
      raw.remove_prefix(start);
      if (raw.empty()) {
        break;
      }
      const auto end = raw.find(';');
      const auto reference = kReferences.find(raw.substr(1, end - 1));
      if (end == std::string_view::npos || reference == kReferences.end()) {
        fail("an & that is no reference");
      }
      text += reference->second;
      raw.remove_prefix(end + 1);
    }
    return text;
  }

  void attribute(XmlElement& element) {
    const auto key = name();
    expect("=\"");
    const auto raw = until("\"<\n");
    expect("\"");
    if (!element.attributes.emplace(key, replaced(raw)).second) {
      fail("two attributes " + key);
    }
  }

  XmlElement element() {
    XmlElement read;
    expect("<");
    read.name = name();
    while (accept(" ")) {
      attribute(read);
    }
    if (accept("/>")) {
      return read;
    }
    expect(">");
    while (!accept("</")) {
      const auto raw = until("<");
      if (raw.find("]]>") != std::string::npos) {
        fail("]]> in text");
      }
      read.text += replaced(raw);
      if (!rest_.starts_with("</")) {
        read.children.push_back(element());
      }
    }
    expect(read.name + ">");
    return read;
  }

  std::string_view rest_;
};

}  // namespace

XmlElement parse_xml(std::string_view text) {
  check_characters(text);
  return Reader(text).document();
}

}  // namespace eksplan::report
