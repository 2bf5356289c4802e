#include "help.hpp"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "eksplan/base/text.hpp"

namespace eksplan::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kColumn = 28;

// Words of `text` in lines of at most `width` columns; a line break in the text stays.
std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  for (const auto paragraph : base::split(text, '\n')) {
    std::string line;
    for (const auto word : base::split(paragraph, ' ')) {
      if (!line.empty() && line.size() + 1 + word.size() > width) {
        lines.push_back(line);
        line.clear();
      }
      line += line.empty() ? "" : " ";
      line += word;
    }
    lines.push_back(line);
  }
  return lines;
}

std::string two_columns(const std::string& left, const std::string& right) {
  std::string text = "  " + left;
  const std::string indent(kColumn, ' ');
  bool first = left.size() + 4 <= kColumn;
  if (first) {
    text.append(kColumn - text.size(), ' ');
  } else {
    text += "\n";
  }
  for (const auto& line : wrapped(right, kWidth - kColumn)) {
    text += (first ? "" : indent) + line + "\n";
    first = false;
  }
  return text;
}

class Formatter final : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    const auto left = is_positional ? option->get_name(true)
                                    : make_option_name(option, false) + arguments(option);
    return two_columns(left, option->get_description());
  }

  std::string make_description(const CLI::App* app) const override {
    std::string text;
    for (const auto& line : wrapped(app->get_description(), kWidth)) {
      text += line + "\n";
    }
    return text;
  }

  std::string make_subcommand(const CLI::App* sub) const override {
    return two_columns(sub->get_name(),
                       sub->get_description().substr(0, sub->get_description().find('\n')));
  }

 private:
  static std::string arguments(const CLI::Option* option) {
    return option->get_type_size() == 0 ? "" : " " + option->get_type_name();
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_formatter() {
  return std::make_shared<Formatter>();
}

}  // namespace eksplan::cli
