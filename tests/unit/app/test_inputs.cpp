#include "said.hpp"
#include "support/memory_files.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/inputs.hpp"

namespace eksplan::app {
namespace {

using support::MemoryFiles;

std::vector<std::string> names(const std::vector<InputFile>& files) {
  std::vector<std::string> names;
  for (const auto& file : files) {
    names.push_back(file.name);
  }
  return names;
}

TEST_CASE("a folder is read recursively in sorted order, manifests only", "[app]") {
  const MemoryFiles files(MemoryFiles::Files{{"k8s/b.yaml", "b"},
                                             {"k8s/a.yml", "a"},
                                             {"k8s/sub/c.json", "c"},
                                             {"k8s/readme.md", "x"},
                                             {"k8s/.git/d.yaml", "x"},
                                             {"k8s/.yaml", "x"}});
  diag::Diagnostics found;
  CHECK(names(read_inputs({"k8s"}, files, found)) ==
        std::vector<std::string>{"k8s/a.yml", "k8s/b.yaml", "k8s/sub/c.json"});
  CHECK(said(found).empty());
}

TEST_CASE("a file that is given twice is read once", "[app]") {
  const MemoryFiles files(MemoryFiles::Files{{"k8s/a.yaml", "a"}, {"other", "o"}});
  diag::Diagnostics found;
  CHECK(names(read_inputs({"k8s/a.yaml", "k8s", "./k8s/a.yaml", "other"}, files, found)) ==
        std::vector<std::string>{"k8s/a.yaml", "other"});
}

TEST_CASE("standard input is read once, as often as it is named", "[app]") {
  MemoryFiles files;
  files.set_stdin("kind: Pod");
  diag::Diagnostics found;
  const auto read = read_inputs({"-", "-"}, files, found);
  REQUIRE(read.size() == 1);
  CHECK(read[0].name == "<stdin>");
  CHECK(read[0].text() == "kind: Pod");
}

TEST_CASE("what cannot be read is said, and the rest is read", "[app]") {
  MemoryFiles files(MemoryFiles::Files{{"good.yaml", "g"}});
  files.forbid("secret.yaml");
  diag::Diagnostics found;
  CHECK(names(read_inputs({"missing.yaml", "secret.yaml", "good.yaml"}, files, found)) ==
        std::vector<std::string>{"good.yaml"});
  CHECK(said(found) ==
        "missing.yaml: error: there is no such file or folder [file-unreadable]\n"
        "    give a manifest, a folder of manifests, or - for standard input\n"
        "secret.yaml: error: cannot be read: permission denied [file-unreadable]\n");
}

TEST_CASE("a Helm chart is left out of a folder and refused as the input", "[app]") {
  const MemoryFiles files(MemoryFiles::Files{{"k8s/app.yaml", "a"},
                                             {"k8s/chart/Chart.yaml", "c"},
                                             {"k8s/chart/values.yaml", "v"},
                                             {"k8s/chart/templates/deployment.yaml", "{{ }}"}});
  diag::Diagnostics in_folder;
  CHECK(names(read_inputs({"k8s"}, files, in_folder)) == std::vector<std::string>{"k8s/app.yaml"});
  CHECK(said(in_folder) ==
        "k8s/chart: warning: a Helm chart, left out [template-not-rendered]\n"
        "    run: helm template k8s/chart | eksplan estimate -\n");
  diag::Diagnostics as_input;
  CHECK(read_inputs({"k8s/chart"}, files, as_input).empty());
  CHECK(said(as_input) ==
        "k8s/chart: error: this is a Helm chart, which has to be rendered first "
        "[template-not-rendered]\n"
        "    run: helm template k8s/chart | eksplan estimate -\n");
}

TEST_CASE("a kustomization is not applied and that is said", "[app]") {
  const MemoryFiles files(
      {{"k8s/base/app.yaml", "a"}, {"k8s/base/kustomization.yaml", "resources: [app.yaml]"}});
  diag::Diagnostics found;
  CHECK(names(read_inputs({"k8s"}, files, found)) == std::vector<std::string>{"k8s/base/app.yaml"});
  CHECK(said(found) ==
        "k8s/base/kustomization.yaml: warning: the folder has a kustomization, which is not "
        "applied: its plain files are "
        "read as they are [kustomization]\n"
        "    run: kubectl kustomize k8s/base | eksplan estimate -\n");
}

}  // namespace
}  // namespace eksplan::app
