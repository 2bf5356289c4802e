#include "eksplan/doc/yaml_parser.hpp"

#include <new>

#include <yaml.h>

#include "eksplan/base/text.hpp"

namespace eksplan::doc {
namespace {

std::string_view or_empty(const char* text) {
  return text == nullptr ? std::string_view{} : text;
}

}  // namespace

std::size_t CharacterOffsets::walk(std::size_t index) {
  while (character_ < index && byte_ < text_.size()) {
    do {
      ++byte_;
    } while (byte_ < text_.size() && base::continues_utf8(text_[byte_]));
    ++character_;
  }
  while (character_ > index) {
    do {
      --byte_;
    } while (base::continues_utf8(text_[byte_]));
    --character_;
  }
  return byte_;
}

struct YamlParser::State {
  yaml_parser_t parser;
  yaml_event_t event;
};

YamlParser::YamlParser(std::string_view text, Span span)
    : state_(std::make_unique<State>()),
      begin_(span.begin),
      offsets_(text, span.begin, span.ascii) {
  state_->event = {};
  if (yaml_parser_initialize(&state_->parser) == 0) {
    throw std::bad_alloc();
  }
  const auto part = text.substr(span.begin, span.end - span.begin);
  yaml_parser_set_encoding(&state_->parser, YAML_UTF8_ENCODING);
  // libyaml's byte is unsigned char.
  yaml_parser_set_input_string(&state_->parser, reinterpret_cast<const unsigned char*>(part.data()),
                               part.size());
}

YamlParser::~YamlParser() {
  yaml_event_delete(&state_->event);
  yaml_parser_delete(&state_->parser);
}

const yaml_event_s* YamlParser::next() {
  yaml_event_delete(&state_->event);
  state_->event = {};
  if (yaml_parser_parse(&state_->parser, &state_->event) == 0) {
    if (state_->parser.error == YAML_MEMORY_ERROR) {
      throw std::bad_alloc();
    }
    return nullptr;
  }
  return &state_->event;
}

YamlFault YamlParser::fault() {
  const auto& parser = state_->parser;
  YamlFault fault{or_empty(parser.problem), or_empty(parser.context)};
  if (parser.error == YAML_READER_ERROR) {
    fault.offset = begin_ + parser.problem_offset;
    fault.context_offset = fault.offset;
    return fault;
  }
  fault.offset = byte(parser.problem_mark.index);
  fault.context_offset = fault.context.empty() ? fault.offset : byte(parser.context_mark.index);
  return fault;
}

}  // namespace eksplan::doc
