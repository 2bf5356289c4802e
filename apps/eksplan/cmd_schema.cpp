#include <memory>
#include <string>

#include "commands.hpp"
#include "disk.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/app/schema.hpp"

namespace eksplan::cli {

Run add_schema(CLI::App& root) {
  auto* command = root.add_subcommand("schema", "Print the JSON Schema of a result");
  const auto name = std::make_shared<std::string>("result");
  command->add_option("NAME", *name, "Which schema: result (what estimate -o json prints)")
      ->check(CLI::IsMember(app::schema_names()));
  return [name] {
    const auto error = write_stdout(app::schema(*name));
    if (error.empty()) {
      return app::ExitCode::done;
    }
    write_stderr(fmt::format("eksplan: cannot write to standard output: {}\n", error));
    return app::ExitCode::internal;
  };
}

}  // namespace eksplan::cli
