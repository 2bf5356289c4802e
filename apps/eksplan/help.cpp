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
    if (!paragraph.empty() && paragraph.front() == ' ') {  // an example: as it is
      lines.emplace_back(paragraph);
      continue;
    }
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
    const auto& usual = option->get_default_str();
    return two_columns(left,
                       option->get_description() + (usual.empty() ? "" : "; default: " + usual));
  }

  std::string make_description(const CLI::App* app) const override {
    std::string text;
    for (const auto& line : wrapped(app->get_description(), kWidth)) {
      text += line + "\n";
    }
    return text;
  }

  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    std::string text = "\n" + group + ":\n";
    for (const auto* option : options) {
      text += make_option(option, is_positional);
    }
    return text;
  }

  std::string make_usage(const CLI::App* app, std::string name) const override {
    name = app->get_name();
    for (const auto* at = app->get_parent(); at != nullptr; at = at->get_parent()) {
      name = at->get_name() + " " + name;
    }
    const auto below = app->get_subcommands([](const CLI::App*) { return true; });
    std::string arguments = below.empty() ? "" : " COMMAND";
    for (const auto* option : app->get_options()) {
      if (option->get_positional()) {
        const auto word = option->get_name(true);
        arguments += option->get_items_expected_max() > 1 ? " [" + word + "]..."
                     : option->get_required()             ? " " + word
                                                          : " [" + word + "]";
      }
    }
    return "\nUsage: " + name + arguments + " [OPTIONS]\n";
  }

  std::string make_subcommand(const CLI::App* sub) const override {
    return two_columns(sub->get_name(),
                       sub->get_description().substr(0, sub->get_description().find('\n')));
  }

 private:
  static std::string arguments(const CLI::Option* option) {
    const auto name = option->get_type_name();  // with what validators add: "N:INT in [0 - 10]"
    return option->get_type_size() == 0 ? "" : " " + name.substr(0, name.find(':'));
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_formatter() {
  return std::make_shared<Formatter>();
}

}  // namespace eksplan::cli
