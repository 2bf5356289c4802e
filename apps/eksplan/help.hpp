#pragma once
/// How --help looks.

#include <memory>

namespace CLI {
class App;
class FormatterBase;
}  // namespace CLI

namespace eksplan::cli {

/// Options in two columns, wrapped to 80 columns, in their groups.
std::shared_ptr<CLI::FormatterBase> help_formatter();

}  // namespace eksplan::cli
