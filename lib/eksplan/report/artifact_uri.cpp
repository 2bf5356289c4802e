#include "eksplan/report/artifact_uri.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace eksplan::report {
namespace {

bool stays(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

std::string_view without_leading_dots(std::string_view file) {
  while (file.starts_with("./")) {
    file.remove_prefix(2);
    while (file.starts_with('/')) {
      file.remove_prefix(1);
    }
  }
  return file;
}

}  // namespace

bool is_file(std::string_view file) {
  return !file.empty() && file != "<stdin>" && file != "-";
}

bool is_absolute(std::string_view file) {
  return file.starts_with('/');
}

std::string artifact_uri(std::string_view file) {
  std::string uri;
  if (is_absolute(file)) {
    // Two slashes at the front would name a host.
    uri = "file:///";
    file.remove_prefix(std::min(file.find_first_not_of('/'), file.size()));
  }
  for (const char c : without_leading_dots(file)) {
    uri += stays(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

}  // namespace eksplan::report
