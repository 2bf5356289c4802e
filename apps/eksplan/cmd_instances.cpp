#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "commands.hpp"
#include "parsed_option.hpp"
#include "price_flags.hpp"
#include <CLI/CLI.hpp>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/instances.hpp"

namespace eksplan::cli {
namespace {

struct InstancesFlags {
  RunFlags run;
  app::InstanceQuery query;
  bool no_add_ons = false;
};

void declare_whole(CLI::App& command, const std::string& name, const std::string& description,
                   std::optional<std::int64_t>& value) {
  command.add_option(name, value, description)
      ->check(CLI::Range(0, 1'000'000))
      ->type_name("N")
      ->group("Filters");
}

void declare_memory(CLI::App& command, const std::string& name, const std::string& description,
                    std::optional<units::Bytes>& value) {
  add_parsed(command, name, description, app::parse_instance_memory,
             [&value](auto read) { value = read; })
      ->type_name("SIZE")
      ->group("Filters");
}

void declare_filters(CLI::App& command, app::InstanceQuery& query) {
  const char* group = "Filters";
  command.add_option("GLOB", query.globs, "Names of types with * and ?; none = all")->type_name("");
  add_parsed(command, "--arch", "amd64, arm64 or both with a comma; default: both",
             app::parse_architectures, [&](const auto& value) { query.architectures = value; })
      ->type_name("ARCH,..")
      ->group(group);
  declare_whole(command, "--min-cpu", "At least so many vCPUs", query.min_cpu);
  declare_whole(command, "--max-cpu", "At most so many vCPUs", query.max_cpu);
  declare_memory(command, "--min-memory", "At least so much memory, such as 16Gi",
                 query.min_memory);
  declare_memory(command, "--max-memory", "At most so much memory", query.max_memory);
  command.add_option("--gpus", query.min_gpus, "At least so many GPUs")
      ->check(CLI::Range(0, 1'000'000))
      ->type_name("N")
      ->group(group);
  command
      .add_flag("--current-generation", query.current_generation,
                "Only types that AWS calls current; in 2026 m5 and c5 are not")
      ->group(group);
  add_parsed(command, "--max-hourly", "At most so many dollars an hour", units::parse_price,
             [&](auto value) { query.max_hourly = value; })
      ->type_name("USD")
      ->group(group);
}

void declare_pod(CLI::App& command, InstancesFlags& flags) {
  const char* group = "Pods";
  add_parsed(command, "--fits",
             "Only types that hold a pod of this CPU and memory, such as 500m,1Gi; says how many "
             "one node holds and the price of each",
             app::parse_pod_size, [&](auto value) { flags.query.fits = value; })
      ->type_name("CPU,MEMORY")
      ->group(group);
  command
      .add_flag("--no-add-ons", flags.no_add_ons,
                "Leave out the add-ons that EKS runs on every node")
      ->group(group);
}

void declare_price(CLI::App& command, app::InstanceQuery& query) {
  const char* group = "Prices";
  add_parsed(command, "--purchase",
             "on-demand, spot, reserved-1yr, reserved-3yr, savings-1yr or savings-3yr",
             app::parse_purchase, [&](auto value) { query.purchase = value; })
      ->type_name("P")
      ->default_str("on-demand")
      ->group(group);
  command.add_option("--month-hours", query.month_hours, "Hours of a month")
      ->check(CLI::Range(1, 10'000))
      ->type_name("H")
      ->default_str("730")
      ->group(group);
}

void declare_order(CLI::App& command, app::InstanceQuery& query) {
  const char* group = "Output";
  add_parsed(command, "--sort",
             "price, price-per-cpu, price-per-memory, price-per-pod or name, lowest first; cpu, "
             "memory or pods, most first; default: price, with --fits price-per-pod",
             app::parse_instance_order, [&](auto value) { query.order = value; })
      ->type_name("S")
      ->group(group);
  command.add_option("--top", query.top, "Only the first so many")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N")
      ->group(group);
}

}  // namespace

Run add_instances(CLI::App& root) {
  auto* command =
      root.add_subcommand("instances",
                          "Instance types with what a node leaves to pods, and prices\n\n"
                          "  eksplan instances 'm7*' 'c7*' --min-cpu 4 --max-memory 32Gi\n"
                          "  eksplan instances --fits 500m,1Gi --current-generation --top 10\n"
                          "  eksplan instances --gpus 1 --purchase spot --region eu-west-1 -o csv");
  const auto flags = std::make_shared<InstancesFlags>();
  declare_filters(*command, flags->query);
  declare_pod(*command, *flags);
  declare_price_source(*command, flags->run, flags->query);
  declare_price(*command, flags->query);
  declare_order(*command, flags->query);
  declare_list_output(*command, flags->run, flags->query);
  declare_configuration(*command, flags->run);
  return [command, flags] {
    return run_price_command(*command, flags->run, flags->query, [&](const app::FileReader& files) {
      flags->query.add_ons = !flags->no_add_ons;
      return app::list_instances(flags->query, files);
    });
  };
}

}  // namespace eksplan::cli
