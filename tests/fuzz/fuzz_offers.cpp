#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "expect.hpp"

#include "eksplan/doc/byte_source.hpp"
#include "eksplan/doc/csv_stream.hpp"
#include "eksplan/doc/json_stream.hpp"
#include "eksplan/offers/read.hpp"

namespace {

using eksplan::fuzz::expect;
namespace doc = eksplan::doc;
namespace offers = eksplan::offers;

// Every key and scalar, in whatever windows the text is read.
void walk(doc::JsonStream& stream, int depth, std::string& out) {
  while (stream.next()) {
    out += stream.key();
    out += '=';
    if (depth > 0 && stream.enter()) {
      walk(stream, depth - 1, out);
    } else if (const auto value = stream.value()) {
      out += value->string().value_or(value->raw());
    }
  }
}

std::string walked(std::string_view text, doc::StreamSizes sizes, std::size_t step) {
  doc::TextBytes bytes(text, step);
  doc::JsonStream stream(bytes, sizes);
  std::string out;
  if (stream.enter()) {
    walk(stream, 2, out);
  }
  const bool sound = stream.finish();
  expect(sound != stream.problem().has_value(), "a stream is sound or has a problem");
  return sound ? out : "wrong";
}

std::string rows(std::string_view text, doc::StreamSizes sizes, std::size_t step) {
  doc::TextBytes bytes(text, step);
  doc::CsvStream stream(bytes, sizes);
  std::string out;
  while (stream.next()) {
    for (const auto cell : stream.cells()) {
      out += cell;
      out += '|';
    }
    out += '\n';
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  expect(walked(text, {.usual = 8}, 3) == walked(text, {}, size + 1),
         "windows do not change what JSON says");
  expect(rows(text, {.usual = 8}, 3) == rows(text, {}, size + 1),
         "windows do not change what CSV says");
  eksplan::diag::Diagnostics found;
  doc::TextBytes bytes(text, 5);
  const auto read = offers::read(
      bytes, "fuzz", {.regions = {}, .region_of_title = {}, .as_of = "2026-01-01"}, found);
  expect(read.has_value() != found.has_errors(), "a file is read, or something is wrong with it");
  for (const auto& one : found.all()) {
    expect(!one.message.empty(), "a problem has words");
  }
  return 0;
}
