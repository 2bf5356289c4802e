#include "eksplan/doc/yaml.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <yaml.h>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/resolve.hpp"
#include "eksplan/doc/yaml_framing.hpp"
#include "eksplan/doc/yaml_parser.hpp"
#include "eksplan/doc/yaml_problem.hpp"

namespace eksplan::doc {
namespace {

constexpr auto kEnd = std::string_view::npos;  // nothing more to read

std::string_view view(const unsigned char* text) {
  return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

/// Events of one parser to documents. It stops at the first problem that leaves the rest of a
/// document unreadable.
class YamlDocuments {
 public:
  YamlDocuments(Tree& tree, const ReadOptions& options, Problems& problems)
      : tree_(&tree),
        options_(&options),
        problems_(&problems),
        builder_(tree, options, problems),
        template_(tree.text()) {}

  /// Gives the offset of such a problem, or kEnd.
  std::size_t read(YamlParser& parser);

  bool stopped() const { return stopped_; }

  /// Of the document that was read last.
  std::size_t document_begin() const { return document_begin_; }

 private:
  struct Open {
    std::string anchor;  // of the collection; may be empty
    std::size_t offset;
    bool bracket;  // begins with one
  };

  bool handle(const yaml_event_t& event);
  bool handle_node(const yaml_event_t& event);
  void scalar(const yaml_event_t& event);
  void key(const Scalar& key, bool plain);
  bool open(const yaml_event_t& event, Kind kind, const unsigned char* anchor);
  void close();
  bool alias(const yaml_event_t& event);
  void alias_key(const Built& target, std::uint32_t offset);
  Scalar located(const yaml_event_t& event);
  bool type(Scalar& scalar, const yaml_event_t& event);
  void refuse_key(std::uint32_t offset, Kind kind);
  bool too_deep(std::size_t offset);
  void fail(Problem problem);

  std::uint32_t offset_of(const yaml_mark_t& mark) {
    return static_cast<std::uint32_t>(parser_->byte(mark.index));
  }

  Tree* tree_;
  const ReadOptions* options_;
  Problems* problems_;
  Builder builder_;
  UnrenderedTemplate template_;
  YamlParser* parser_ = nullptr;
  std::unordered_map<std::string, Built> anchors_;
  std::vector<Open> open_;
  Resolved resolved_;
  std::size_t alias_nodes_ = 0;
  bool stopped_ = false;  // nothing more of this text is worth reading
  std::size_t stopped_at_ = kEnd;
  std::size_t document_begin_ = 0;
};

std::size_t YamlDocuments::read(YamlParser& parser) {
  parser_ = &parser;
  stopped_at_ = kEnd;
  while (const auto* event = parser.next()) {
    if (event->type == YAML_STREAM_END_EVENT) {
      return kEnd;
    }
    const bool go_on = handle(*event);
    if (stopped_ || !go_on) {
      return stopped_ ? kEnd : stopped_at_;
    }
  }
  auto fault = parser.fault();
  if (!open_.empty() && open_.back().bracket) {
    fault.bracket = open_.back().offset;
  }
  if (auto unrendered = template_.near(fault.offset)) {
    problems_->add(*unrendered);
    stopped_ = true;
    return kEnd;
  }
  problems_->add(explain(*tree_, fault));
  stopped_ = problems_->is_full();
  return fault.offset;
}

bool YamlDocuments::handle(const yaml_event_t& event) {
  if (event.type == YAML_DOCUMENT_START_EVENT) {
    builder_.begin_document();
    anchors_.clear();
    open_.clear();
    document_begin_ = offset_of(event.start_mark);
    return true;
  }
  if (event.type == YAML_DOCUMENT_END_EVENT) {
    builder_.end_document();
    return true;
  }
  return handle_node(event);
}

bool YamlDocuments::handle_node(const yaml_event_t& event) {
  switch (event.type) {
    case YAML_SCALAR_EVENT:
      if (!builder_.given_up()) {
        scalar(event);
      }
      return true;
    case YAML_SEQUENCE_START_EVENT:
      return open(event, Kind::sequence, event.data.sequence_start.anchor);
    case YAML_MAPPING_START_EVENT:
      return open(event, Kind::mapping, event.data.mapping_start.anchor);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      close();
      return true;
    case YAML_ALIAS_EVENT:
      return builder_.given_up() || alias(event);
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
      break;
  }
  return true;
}

// The scalar with its place. Where its content stands in the source as it is, it is not copied.
Scalar YamlDocuments::located(const yaml_event_t& event) {
  const auto& data = event.data.scalar;
  Scalar scalar;
  scalar.text = {reinterpret_cast<const char*>(data.value), data.length};
  scalar.offset = offset_of(event.start_mark);
  if (data.length == 0 && data.style == YAML_PLAIN_SCALAR_STYLE) {
    scalar.content = scalar.offset;
    return scalar;
  }
  if (data.style == YAML_LITERAL_SCALAR_STYLE || data.style == YAML_FOLDED_SCALAR_STYLE) {
    return scalar;
  }
  const std::size_t quote = data.style == YAML_PLAIN_SCALAR_STYLE ? 0 : 1;
  const std::size_t end = offset_of(event.end_mark);
  const auto needed = data.length + 2 * quote;
  if (end >= scalar.offset + needed &&
      tree_->text().substr(end - quote - data.length, data.length) == scalar.text) {
    scalar.content = static_cast<std::uint32_t>(end - quote - data.length);
    scalar.offset = static_cast<std::uint32_t>(scalar.content - quote);
  }
  return scalar;
}

// Kind and canonical text, by the tag if there is one. The result lives until the next call.
bool YamlDocuments::type(Scalar& scalar, const yaml_event_t& event) {
  const auto& data = event.data.scalar;
  const auto tag = view(data.tag);
  if (tag.empty()) {
    if (data.style != YAML_PLAIN_SCALAR_STYLE) {
      return true;
    }
    resolved_ = resolve_plain(scalar.text);
  } else {
    auto resolved = resolve_tagged(tag, scalar.text);
    if (!resolved) {
      fail({.code = diag::kYamlSyntax,
            .offset = scalar.offset,
            .length = tree_->token_length(scalar.offset),
            .message = fmt::format("{} is not of the type that its tag !!{} says",
                                   in_quotes(scalar.text), tag.substr(tag.rfind(':') + 1)),
            .hint = "remove the tag or mend the value"});
      return false;
    }
    resolved_ = std::move(*resolved);
  }
  scalar.kind = resolved_.kind;
  scalar.truth = resolved_.truth;
  scalar.rewritten = resolved_.rewritten;
  return true;
}

void YamlDocuments::scalar(const yaml_event_t& event) {
  const auto& data = event.data.scalar;
  auto scalar = located(event);
  if (!type(scalar, event)) {
    return;
  }
  if (builder_.expects_key()) {
    key(scalar, data.plain_implicit != 0 && data.style == YAML_PLAIN_SCALAR_STYLE);
    if (data.anchor != nullptr) {
      anchors_[std::string(view(data.anchor))] = builder_.detached(scalar);
    }
    return;
  }
  const auto built = builder_.scalar(scalar, data.anchor != nullptr);
  if (data.anchor != nullptr) {
    anchors_[std::string(view(data.anchor))] = built;
  }
}

void YamlDocuments::key(const Scalar& key, bool plain) {
  if (plain && key.text == "<<") {
    builder_.merge_key(key.offset);
  } else {
    builder_.key(key);
  }
}

bool YamlDocuments::open(const yaml_event_t& event, Kind kind, const unsigned char* anchor) {
  const auto offset = offset_of(event.start_mark);
  if (open_.size() >= options_->max_depth) {
    return too_deep(offset);
  }
  const bool flow = kind == Kind::mapping
                        ? event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                        : event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
  open_.push_back({std::string(view(anchor)), offset, flow});
  if (anchor != nullptr) {
    anchors_[open_.back().anchor] = Built{};
  }
  if (!builder_.given_up() && builder_.expects_key()) {
    refuse_key(offset, kind);
  }
  return builder_.given_up() || builder_.open(kind, offset, anchor != nullptr);
}

void YamlDocuments::close() {
  const auto anchor = std::move(open_.back().anchor);
  open_.pop_back();
  if (builder_.given_up()) {
    return;
  }
  const auto built = builder_.close();
  if (!anchor.empty()) {
    anchors_[anchor] = built;
  }
}

bool YamlDocuments::alias(const yaml_event_t& event) {
  const auto offset = offset_of(event.start_mark);
  const std::string name(view(event.data.alias.anchor));
  const auto found = anchors_.find(name);
  Problem problem{.code = diag::kYamlAlias, .offset = offset, .length = count_characters(name) + 1};
  if (found == anchors_.end()) {
    problem.code = diag::kYamlSyntax;
    problem.message =
        fmt::format("the alias {} has no anchor before it in this document", in_quotes("*" + name));
    problem.hint = fmt::format("mark the value that is meant with {}, or put the text in quotes",
                               in_quotes("&" + name));
    fail(std::move(problem));
    return true;
  }
  const Built& target = found->second;
  if (target.node == kNone) {
    problem.message =
        fmt::format("the alias {} stands inside the value that it names", in_quotes("*" + name));
    problem.hint = "a value cannot contain itself";
    fail(std::move(problem));
    return true;
  }
  if (builder_.expects_key()) {
    alias_key(target, offset);
    return true;
  }
  alias_nodes_ += target.nodes;
  if (alias_nodes_ > options_->max_alias_nodes) {
    problem.message = fmt::format("the aliases of this file stand for more than {} values",
                                  options_->max_alias_nodes);
    problem.hint = "write the values out, or split the file";
    problems_->add(std::move(problem));
    stopped_ = true;
    return false;
  }
  return builder_.alias(target, offset) || too_deep(offset);
}

void YamlDocuments::alias_key(const Built& target, std::uint32_t offset) {
  const NodeData& data = tree_->data(target.node);
  if (data.kind == Kind::sequence || data.kind == Kind::mapping) {
    refuse_key(offset, data.kind);
    return;
  }
  Scalar key;
  key.text = tree_->raw_text(data);
  key.offset = offset;
  key.kind = data.kind;
  key.truth = (data.flags & NodeData::truth) != 0;
  if ((data.flags & NodeData::rewritten) != 0) {
    key.rewritten = tree_->scalar_text(data);
  }
  builder_.key(key);
}

void YamlDocuments::refuse_key(std::uint32_t offset, Kind kind) {
  const auto text = tree_->text();
  if (text.substr(offset, 1) == "{") {
    // {{ .Values.name }} is a mapping as the key of a mapping.
    const auto brace = offset > 0 && text[offset - 1] == '{' ? offset - 1 : offset;
    if (auto unrendered = template_.near(brace)) {
      fail(std::move(*unrendered));
      stopped_ = true;
      return;
    }
  }
  fail({.code = diag::kYamlSyntax,
        .offset = offset,
        .message = fmt::format("a key is {}, not a string", name(kind)),
        .hint = "in a Kubernetes object every key is a string; text with braces or brackets needs "
                "quotes"});
}

bool YamlDocuments::too_deep(std::size_t offset) {
  problems_->add({.code = diag::kNestingTooDeep,
                  .offset = offset,
                  .message = fmt::format("lists and mappings are nested more than {} deep",
                                         options_->max_depth),
                  .hint = "no Kubernetes object is; is a bracket not closed?"});
  stopped_at_ = offset;
  return false;
}

void YamlDocuments::fail(Problem problem) {
  problems_->add(std::move(problem));
  builder_.give_up();
}

// Reads text[begin, end). After a problem it goes on at the next line that begins a document.
void read_part(const Tree& tree, std::size_t begin, std::size_t end, YamlDocuments& documents) {
  const bool ascii = is_ascii(tree.text().substr(begin, end - begin));
  while (begin < end && !documents.stopped()) {
    YamlParser parser(tree.text(), {begin, end, ascii});
    const auto stopped_at = documents.read(parser);
    if (stopped_at == kEnd) {
      return;
    }
    const auto failed = std::max(begin, documents.document_begin());
    begin = next_separator(tree.text(), std::max(failed + 1, line_begin(tree.text(), stopped_at)));
  }
}

}  // namespace

void read_yaml_documents(Tree& tree, std::size_t begin, const ReadOptions& options,
                         Problems& problems) {
  const auto text = tree.text();
  if (auto excess = excess_tag_line(text)) {
    problems.add(std::move(*excess));
    return;
  }
  YamlDocuments documents(tree, options, problems);
  YamlCuts cuts(text);
  while (begin < text.size() && !documents.stopped()) {
    const auto cut = cuts.next(begin);
    read_part(tree, begin, cut ? cut->end : text.size(), documents);
    if (!cut || documents.stopped()) {
      return;
    }
    problems.add(cut->problem);
    begin = next_separator(text, cut->problem.offset + 1);
  }
}

}  // namespace eksplan::doc
