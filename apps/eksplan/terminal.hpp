#pragma once
/// What the terminal can show.

#include <cstddef>
#include <string>

namespace eksplan::cli {

/// The value of a variable of the environment; empty when it is not set.
std::string environment(const char* name);

enum class Stream { standard_output, standard_error };

bool is_terminal(Stream stream);
bool stdin_is_terminal();

/// Columns of the terminal: COLUMNS, else what it says itself, else 80; at least 40.
std::size_t terminal_width();

/// Whether the locale (LC_ALL, LC_CTYPE, LANG) is a UTF-8 one.
bool locale_is_utf8();

/// `auto`, `always` or `never`, with NO_COLOR and TERM=dumb counting for `auto`.
bool wants_color(const std::string& choice, Stream stream);

}  // namespace eksplan::cli
