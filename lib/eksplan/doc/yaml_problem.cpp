#include "eksplan/doc/yaml_problem.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/line_index.hpp"

namespace eksplan::doc {
namespace {

/// One of libyaml's complaints: `problem` and `context` as it says them (an empty context fits
/// all), and what it means. A "{}" in the message is replaced by what stands at the place.
struct Complaint {
  std::string_view problem;
  std::string_view context;
  bool at_context;  // the place to mend is where the construct began
  std::string_view message;
  std::string_view hint;
};

constexpr std::string_view kOpenQuote = "the quote that opens here is not closed";
constexpr std::string_view kOpenQuoteHint = "close it with the same quote";
constexpr std::string_view kTab = "a tab stands where only blanks may";
constexpr std::string_view kTabHint = "indent with blanks";
constexpr std::string_view kTagHint =
    "a tag is written !!str or !name; text that begins with ! needs quotes";
constexpr std::string_view kDirectiveHint =
    "directives are %YAML 1.1 and %TAG, before a line of ---";
constexpr std::string_view kEscapeHint = "double the backslash, or use single quotes";

constexpr std::array kComplaints{
    Complaint{"found unexpected end of stream", "", true, kOpenQuote, kOpenQuoteHint},
    Complaint{"found unexpected document indicator", "", true, kOpenQuote, kOpenQuoteHint},
    Complaint{"found a tab character", "", false, kTab, kTabHint},
    Complaint{"could not find expected ':'", "", true, "{} is not followed by ':'",
              "write key: value; a text over several lines needs quotes or |"},
    Complaint{"did not find expected node content", "", false, "{} cannot begin a value",
              "put text that begins with such a character in quotes"},
    Complaint{"did not find expected <document start>", "", false,
              "{} stands after the end of a document",
              "begin the next document with a line of ---"},
    Complaint{"did not find expected alphabetic or numeric character", "while scanning an alias",
              true, "{} is not an alias", "text that begins with * needs quotes"},
    Complaint{"did not find expected alphabetic or numeric character", "while scanning an anchor",
              true, "{} is not an anchor", "text that begins with & needs quotes"},
    Complaint{"found unknown escape character", "", false, "{} is not an escape", kEscapeHint},
    Complaint{"did not find expected hexdecimal number", "", false,
              "an escape has no hexadecimal number", kEscapeHint},
    Complaint{"found invalid Unicode character escape code", "", false,
              "an escape is not a character of Unicode", kEscapeHint},
    Complaint{"block sequence entries are not allowed", "", false, "a list cannot begin here",
              "begin it on a line of its own below its key, or put the text in quotes"},
    Complaint{"mapping keys are not allowed", "", false, "a '?' cannot stand here",
              "put the text in quotes"},
    Complaint{"did not find expected comment or line break", "while scanning a block scalar", false,
              "{} cannot follow | or > on its line", "begin the text on the next line"},
    Complaint{"found an indentation indicator equal to 0", "", false,
              "the indentation of a text cannot be 0", "write | without a number"},
    Complaint{"found incompatible YAML document", "", false,
              "this version of YAML is not 1.1 or 1.2", "remove the line %YAML"},
    Complaint{"found undefined tag handle", "", false,
              "the tag {} is of a kind that no %TAG line introduces", kTagHint},
    Complaint{"found duplicate %", "", false, "the same directive stands twice", kDirectiveHint},
    Complaint{"", "while scanning a directive", true, "{} is not a directive", kDirectiveHint},
    Complaint{"", "while scanning a %", true, "{} is not a directive", kDirectiveHint},
    Complaint{"", "while parsing a %", true, "{} is not a directive", kDirectiveHint},
    Complaint{"", "while scanning a tag", true, "{} is not a tag", kTagHint},
    Complaint{"", "while parsing a tag", true, "{} is not a tag", kTagHint},
    Complaint{"found unexpected ':'", "", false, "a ':' cannot stand here",
              "put the text in quotes"},
};

std::string_view rest_of_line(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) {
    return {};
  }
  const auto rest = text.substr(offset);
  return base::trim(rest.substr(0, rest.find_first_of("\r\n")));
}

std::string_view start_of_line(std::string_view text, std::size_t offset) {
  const auto begin = line_begin(text, offset);
  return base::trim(text.substr(begin, offset - begin));
}

std::string shown(std::string_view text, std::size_t offset) {
  const auto rest = rest_of_line(text, offset);
  return rest.empty() ? (offset >= text.size() ? "the end of the file" : "the end of the line")
                      : in_quotes(rest);
}

// 'key: a: b' is the usual cause; the other is a key below a value that is complete.
void explain_second_colon(std::string_view text, Problem& problem) {
  const auto before = start_of_line(text, problem.offset);
  if (before.find(": ") != std::string_view::npos) {
    problem.message = "a value that has ': ' in it needs quotes";
    problem.hint =
        fmt::format("write it as \"...\"; the ':' here would begin a mapping within a value");
    return;
  }
  problem.message = fmt::format("the key {} cannot stand here: what is above it already is a value",
                                in_quotes(before));
  problem.hint = "indent it like the keys that it belongs to; a text with ':' in it needs quotes";
}

// A line that fits no mapping or list that is open, or more text after a value in quotes.
void explain_lost(std::string_view text, std::string_view collection, Problem& problem) {
  if (const auto before = start_of_line(text, problem.offset);
      !before.empty() && !before.ends_with('-')) {
    problem.message =
        fmt::format("{} cannot follow the value before it", shown(text, problem.offset));
    problem.hint = "put the whole value in one pair of quotes";
    return;
  }
  problem.message =
      fmt::format("{} is not indented like {} above it", shown(text, problem.offset), collection);
  problem.hint = "give it the same indentation as its neighbours";
}

// `begin` is that of the collection, which may have an anchor or a tag before its bracket.
void explain_bracket_line(const Tree& tree, std::size_t begin, Problem& problem) {
  const auto bracket = std::min(tree.text().find_first_of("[{", begin), tree.text().size());
  problem.hint = fmt::format("the '{}' on line {} is not closed", tree.text().substr(bracket, 1),
                             tree.position(bracket).line);
}

// A document ends, and a flow collection of it does not.
bool ends_within_brackets(std::string_view text, const YamlFault& fault) {
  const auto rest = rest_of_line(text, fault.offset);
  return fault.bracket && (rest.empty() || rest.starts_with("---") || rest.starts_with("..."));
}

// A flow collection that goes on where neither its next element nor its end stands.
void explain_open_bracket(const Tree& tree, const YamlFault& fault, Problem& problem) {
  const bool mapping = fault.problem.ends_with("'}'");
  explain_bracket_line(tree, fault.context_offset, problem);
  problem.message = fmt::format("{} stands where ',' or '{}' is expected",
                                shown(tree.text(), problem.offset), mapping ? '}' : ']');
}

void explain_character(std::string_view text, Problem& problem) {
  const auto character = text.substr(std::min(problem.offset, text.size()), 1);
  if (character == "\t") {
    problem.message = kTab;
    problem.hint = kTabHint;
    return;
  }
  problem.message = fmt::format("a value cannot begin with {}", in_quotes(character));
  problem.hint = "put it in quotes";
}

}  // namespace

Problem explain(const Tree& tree, const YamlFault& fault) {
  const auto text = tree.text();
  Problem problem{.code = diag::kYamlSyntax, .offset = std::min(fault.offset, text.size())};
  if (fault.problem == "mapping values are not allowed in this context") {
    explain_second_colon(text, problem);
    return problem;
  }
  if (fault.problem == "did not find expected key") {
    explain_lost(text, "the mapping", problem);
    return problem;
  }
  if (fault.problem == "did not find expected '-' indicator") {
    explain_lost(text, "the list", problem);
    return problem;
  }
  if (fault.problem.starts_with("did not find expected ','")) {
    explain_open_bracket(tree, fault, problem);
    return problem;
  }
  if (fault.problem == "did not find expected node content" && ends_within_brackets(text, fault)) {
    explain_bracket_line(tree, *fault.bracket, problem);
    problem.message =
        fmt::format("{} stands where a value is expected", shown(text, problem.offset));
    return problem;
  }
  if (fault.problem == "found character that cannot start any token") {
    explain_character(text, problem);
    return problem;
  }
  const auto* const found =
      std::find_if(kComplaints.begin(), kComplaints.end(), [&](const Complaint& c) {
        return fault.problem.starts_with(c.problem) && fault.context.starts_with(c.context);
      });
  if (found == kComplaints.end()) {
    problem.message = fmt::format("this is not valid YAML: {} {}", fault.problem, fault.context);
    return problem;
  }
  if (found->at_context) {
    problem.offset = std::min(fault.context_offset, text.size());
  }
  problem.message = fmt::format(fmt::runtime(found->message), shown(text, problem.offset));
  problem.hint = found->hint;
  return problem;
}

}  // namespace eksplan::doc
