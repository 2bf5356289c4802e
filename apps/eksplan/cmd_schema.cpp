#include <memory>
#include <string>

#include "commands.hpp"
#include "disk.hpp"
#include <CLI/CLI.hpp>

#include "eksplan/app/schema.hpp"

namespace eksplan::cli {

Run add_schema(CLI::App& root) {
  auto* command = root.add_subcommand("schema", "Print the JSON Schema of a result");
  const auto name = std::make_shared<std::string>("result");
  command
      ->add_option("NAME", *name,
                   "Which schema: result (what estimate and check print with -o json), diff, "
                   "instances, price-set (prices list) or prices (prices show)")
      ->check(CLI::IsMember(app::schema_names()));
  return [name] { return write_result(app::schema(*name)); };
}

}  // namespace eksplan::cli
