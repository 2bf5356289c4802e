#include "eksplan/usage/kubectl_top.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/doc/encoding.hpp"
#include "eksplan/usage/figures.hpp"

namespace eksplan::usage {
namespace {

constexpr std::string_view kBlanksInLine = " \t\r";
constexpr std::string_view kUnknownUsage = "<unknown>";

/// A word of a line and where it begins.
struct Word {
  std::string_view text;
  std::size_t at = 0;
};

std::vector<Word> words_of(std::string_view line) {
  std::vector<Word> words;
  auto at = line.find_first_not_of(kBlanksInLine);
  while (at != std::string_view::npos) {
    const auto end = std::min(line.find_first_of(kBlanksInLine, at), line.size());
    words.push_back({line.substr(at, end - at), at});
    at = line.find_first_not_of(kBlanksInLine, end);
  }
  return words;
}

bool is_digits_and(std::string_view text, std::string_view suffix) {
  if (text.size() <= suffix.size() || !text.ends_with(suffix)) {
    return false;
  }
  text.remove_suffix(suffix.size());
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// CPU and memory, and swap where kubectl was asked for it.
bool ends_in_amounts(const std::vector<Word>& words) {
  const auto n = words.size();
  const auto pair_ends_at = [&](std::size_t end) {
    return end >= 3 && is_digits_and(words[end - 2].text, "m") &&
           is_digits_and(words[end - 1].text, "Mi");
  };
  return pair_ends_at(n) ||
         (n >= 4 && is_digits_and(words[n - 1].text, "Mi") && pair_ends_at(n - 1));
}

/// Which fields a row has, by position; kNone = it does not have it.
struct Columns {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::size_t name_space = kNone;
  std::size_t pod = kNone;
  std::size_t container = kNone;
  std::size_t node = kNone;
  std::size_t cpu = kNone;
  std::size_t memory = kNone;
  std::size_t count = 0;
};

bool is_header(const std::vector<Word>& words) {
  return words.size() >= 3 &&
         std::ranges::any_of(words, [](const Word& word) { return word.text == "CPU(cores)"; });
}

Columns columns_of_header(const std::vector<Word>& header) {
  Columns columns;
  columns.count = header.size();
  const auto find = [&](std::string_view title) {
    const auto found = std::ranges::find(header, title, &Word::text);
    return found == header.end() ? Columns::kNone
                                 : static_cast<std::size_t>(found - header.begin());
  };
  columns.name_space = find("NAMESPACE");
  columns.cpu = find("CPU(cores)");
  columns.memory = find("MEMORY(bytes)");
  const auto pod = find("POD");
  const auto name = find("NAME");
  const bool is_of_nodes = find("CPU(%)") != Columns::kNone || find("CPU%") != Columns::kNone;
  if (is_of_nodes) {
    columns.node = name;
  } else {
    columns.pod = pod != Columns::kNone ? pod : name;
    columns.container = pod != Columns::kNone ? name : Columns::kNone;
  }
  return columns;
}

class TopReader {
 public:
  TopReader(const Input& in, model::UsageSeries& into) : in_(&in), into_(&into) {}

  void read() {
    split_lines();
    if (lines_.empty()) {
      return;
    }
    const auto first = words_of(lines_.front().text);
    const bool headed = is_header(first);
    columns_ = headed ? columns_of_header(first) : guess(first.size());
    if (columns_.memory == Columns::kNone) {
      wrong(lines_.front(), {}, {"the header has no column MEMORY(bytes)", ""});
      return;
    }
    for (auto line = lines_.begin() + (headed ? 1 : 0); line != lines_.end(); ++line) {
      const auto words = words_of(line->text);
      if (is_sum(words)) {
        break;  // the line of underscores and the totals below it
      }
      read_row(*line, words);
    }
  }

 private:
  void split_lines() {
    auto text = in_->file.text;
    text.remove_prefix(doc::byte_order_mark(text));
    std::uint32_t number = 1;
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      const auto line = text.substr(0, end);
      if (line.find_first_not_of(kBlanksInLine) != std::string_view::npos) {
        lines_.push_back({number, line});
      }
      text.remove_prefix(std::min(end + 1, text.size()));
      ++number;
    }
  }

  // Without a header the number of fields decides; four can be a namespace and a pod or a pod and
  // a container, and then the manifests' namespaces tell.
  Columns guess(std::size_t count) const {
    Columns columns;
    columns.count = count;
    const bool has_swap = std::ranges::all_of(lines_, [](const Line& line) {
      const auto words = words_of(line.text);
      return words.size() >= 4 && is_digits_and(words.back().text, "Mi") &&
             is_digits_and(words[words.size() - 2].text, "Mi");
    });
    const auto names = count - (has_swap ? 3U : 2U);
    columns.cpu = names;
    columns.memory = names + 1;
    if (names == 3) {
      columns.name_space = 0;
      columns.pod = 1;
      columns.container = 2;
    } else if (names == 2 && begins_with_namespaces()) {
      columns.name_space = 0;
      columns.pod = 1;
    } else if (names == 2) {
      columns.pod = 0;
      columns.container = 1;
    } else {
      columns.pod = 0;
    }
    return columns;
  }

  bool begins_with_namespaces() const {
    const auto& known = in_->options.namespaces;
    return known.empty() || std::ranges::any_of(lines_, [&](const Line& line) {
             return std::ranges::binary_search(known, words_of(line.text).front().text);
           });
  }

  static bool is_sum(const std::vector<Word>& words) {
    return !words.empty() && std::ranges::all_of(words, [](const Word& word) {
      return word.text.find_first_not_of('_') == std::string_view::npos;
    });
  }

  void read_row(const Line& line, const std::vector<Word>& words) {
    if (words.size() != columns_.count) {
      wrong(line, {},
            {fmt::format("this row has {}, not {}",
                         base::plural(static_cast<long long>(words.size()), "field", "fields"),
                         columns_.count),
             ""});
      return;
    }
    bool sound = true;
    const model::UsageAmounts used{figure(line, words[columns_.cpu], parse_cpu, sound),
                                   figure(line, words[columns_.memory], parse_memory, sound)};
    if (sound) {
      keep(line, words, used);
    }
  }

  void keep(const Line& line, const std::vector<Word>& words, const model::UsageAmounts& used) {
    const auto word = [&](std::size_t column) {
      return column == Columns::kNone ? std::string() : std::string(words[column].text);
    };
    if (columns_.node != Columns::kNone) {
      model::UsageTotal node;
      node.scope = model::UsageScope::node;
      node.name = word(columns_.node);
      node.used = used;
      node.line = line.number;
      into_->totals.push_back(std::move(node));
      return;
    }
    model::UsageRow row;
    row.namespace_name = columns_.name_space == Columns::kNone ? in_->options.default_namespace
                                                               : word(columns_.name_space);
    row.pod = word(columns_.pod);
    row.container = word(columns_.container);
    row.used = used;
    row.line = line.number;
    into_->rows.push_back(std::move(row));
  }

  // Metrics of a node may be missing.
  template <class Parse>
  auto figure(const Line& line, const Word& word, Parse parse, bool& sound)
      -> std::optional<std::decay_t<decltype(*parse(std::string_view{}))>> {
    if (word.text == kUnknownUsage) {
      return std::nullopt;
    }
    const auto amount = parse(word.text);
    if (!amount) {
      wrong(line, word, amount.fault());
      sound = false;
      return std::nullopt;
    }
    return *amount;
  }

  void wrong(const Line& line, const Word& word, const base::Fault& fault) {
    const auto length = base::display_width(word.text);
    in_->problems.add(
        {.severity = diag::Severity::error,
         .code = diag::kUsageValue,
         .at = {.file = in_->file.name,
                .line = line.number,
                .column = static_cast<std::uint32_t>(word.at) + 1,
                .path = {}},
         .message = fault.message,
         .hint = fault.hint,
         .excerpt = {.line = std::string(line.text.substr(0, line.text.find('\r'))),
                     .length = static_cast<std::uint32_t>(std::max<std::size_t>(length, 1))}});
  }

  const Input* in_;
  model::UsageSeries* into_;
  std::vector<Line> lines_;
  Columns columns_;
};

}  // namespace

bool is_kubectl_top(std::string_view text) {
  text.remove_prefix(doc::byte_order_mark(text));
  text = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const auto words = words_of(text.substr(0, text.find('\n')));
  return is_header(words) || ends_in_amounts(words);
}

void read_kubectl_top(const Input& in, model::UsageSeries& into) {
  into.format = model::UsageFormat::kubectl_top;
  into.span = model::UsageSpan::snapshot;
  if (auto problem = doc::binary(in.file.text)) {
    in.problems.of_file(diag::kFileBinary, problem->message, problem->hint);
    return;
  }
  TopReader(in, into).read();
}

}  // namespace eksplan::usage
