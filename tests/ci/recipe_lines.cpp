// The shell lines of a recipe, to be run by a test: of a file of YAML, or of the fenced blocks of a
// Markdown file.
//   recipe_lines FILE FOLDER
// writes FOLDER/NAME.N.sh for the N-th script of each recipe. NAME is the path in the block's first
// line, without its folders; blocks without one are read and have no scripts.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/print.hpp"
#include "eksplan/doc/read.hpp"

namespace eksplan::ci {
namespace {

using Scripts = std::vector<std::string>;

/// A fenced block of a Markdown file.
struct Block {
  std::string language;
  std::string text;
};

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Block> blocks_of(const std::string& markdown) {
  constexpr std::string_view kFence = "```";
  std::vector<Block> blocks;
  bool is_inside = false;
  for (const auto line : base::split(markdown, '\n')) {
    if (line.starts_with(kFence)) {
      is_inside = !is_inside;
      if (is_inside) {
        blocks.push_back({std::string(line.substr(kFence.size())), {}});
      }
    } else if (is_inside) {
      blocks.back().text += std::string(line) + "\n";
    }
  }
  return blocks;
}

// "eksplan.yml" of "# .github/workflows/eksplan.yml".
std::string name_of(const std::string& text) {
  const auto line = text.substr(0, text.find('\n'));
  return line.substr(line.find_last_of(" /") + 1);
}

void add_lines(const doc::Node& node, std::string& script) {
  for (std::size_t i = 0; i < node.size(); ++i) {
    script += std::string(node.at(i).text()) + "\n";
  }
}

// Steps of GitHub have a "run", jobs of GitLab a "before_script" and a "script".
void find_scripts(const doc::Node& node, Scripts& scripts) {
  if (const auto run = node.find("run"); run && run->is_scalar()) {
    scripts.emplace_back(run->text());
  }
  if (const auto lines = node.find("script")) {
    auto& script = scripts.emplace_back();
    if (const auto before = node.find("before_script")) {
      add_lines(*before, script);
    }
    add_lines(*lines, script);
  }
  for (std::size_t i = 0; !node.is_scalar() && i < node.size(); ++i) {
    find_scripts(node.at(i), scripts);
  }
}

Scripts scripts_of_yaml(const std::string& name, const std::string& text) {
  diag::Diagnostics found;
  const auto document = doc::read_yaml({name, text}, {}, found);
  for (const auto& problem : found.sorted()) {
    std::cerr << diag::print(problem);
  }
  if (found.has_errors() || document.size() != 1) {
    throw std::runtime_error(name + " is not one document of YAML");
  }
  Scripts scripts;
  find_scripts(document.root(0), scripts);
  return scripts;
}

// Between ''' and '''; a backslash stands there twice.
Scripts scripts_of_groovy(const std::string& text) {
  constexpr std::string_view kQuotes = "'''";
  Scripts scripts;
  for (auto at = text.find(kQuotes); at != std::string::npos; at = text.find(kQuotes, at)) {
    const auto begin = at + kQuotes.size();
    const auto end = text.find(kQuotes, begin);
    if (end == std::string::npos) {
      throw std::runtime_error("a script is not closed");
    }
    auto script = text.substr(begin, end - begin);
    for (auto twice = script.find("\\\\"); twice != std::string::npos;
         twice = script.find("\\\\", twice + 1)) {
      script.erase(twice, 1);
    }
    scripts.push_back(std::move(script));
    at = end + kQuotes.size();
  }
  return scripts;
}

void write(const std::filesystem::path& folder, const std::string& name, const Scripts& scripts) {
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    // What the event says is not part of a program.
    if (scripts[i].find("${{") != std::string::npos) {
      throw std::runtime_error(name + ": a script has an expression in it");
    }
    std::ofstream(folder / (name + "." + std::to_string(i + 1) + ".sh")) << scripts[i];
  }
}

int run(const std::string& file, const std::filesystem::path& folder) {
  const auto text = read_file(file);
  if (!file.ends_with(".md")) {
    write(folder, std::filesystem::path(file).filename(), scripts_of_yaml(file, text));
    return 0;
  }
  for (const auto& block : blocks_of(text)) {
    if (block.language == "yaml") {
      write(folder, name_of(block.text), scripts_of_yaml(file, block.text));
    } else if (block.language == "groovy") {
      write(folder, name_of(block.text), scripts_of_groovy(block.text));
    }
  }
  return 0;
}

}  // namespace
}  // namespace eksplan::ci

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "recipe_lines FILE FOLDER\n";
    return 2;
  }
  try {
    return eksplan::ci::run(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::cerr << "recipe_lines: " << error.what() << '\n';
    return 1;
  }
}
