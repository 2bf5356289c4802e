#include "git_program.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "eksplan/base/text.hpp"

namespace eksplan::cli {
namespace {

using Scratch = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

// A file without a name: whatever git writes fits, and nobody has to read while it runs.
Scratch scratch_file(std::string_view content) {
  Scratch file(std::tmpfile(), std::fclose);
  if (file != nullptr && !content.empty()) {
    std::fwrite(content.data(), 1, content.size(), file.get());
    std::rewind(file.get());
  }
  return file;
}

std::string content_of(std::FILE* file) {
  std::rewind(file);
  std::string text;
  std::array<char, 65536> part{};
  while (const auto got = std::fread(part.data(), 1, part.size(), file)) {
    text.append(part.data(), got);
  }
  return text;
}

// git's first line, without its "fatal: ".
std::string complaint(const std::string& text) {
  auto line = text.substr(0, text.find('\n'));
  for (const std::string_view prefix : {"fatal: ", "error: "}) {
    if (line.starts_with(prefix)) {
      line.erase(0, prefix.size());
    }
  }
  return line.empty() ? "git failed and did not say why" : base::printable(line);
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

base::Parsed<std::string> run_git(const std::vector<std::string>& arguments,
                                  std::string_view input) {
  const auto in = scratch_file(input);
  const auto out = scratch_file({});
  const auto err = scratch_file({});
  if (in == nullptr || out == nullptr || err == nullptr) {
    return base::Fault{"no temporary file could be made to run git with", ""};
  }
  std::vector<std::string> words{"git"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (auto& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(in.get()), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(out.get()), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(err.get()), STDERR_FILENO);
  pid_t child = 0;
  const auto error = ::posix_spawnp(&child, "git", &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    return base::Fault{"the git program cannot be run", "install git, or give files and folders"};
  }
  const auto exit = wait_for(child);
  if (exit == 127) {
    return base::Fault{"the git program cannot be run", "install git, or give files and folders"};
  }
  if (exit != 0) {
    return base::Fault{complaint(content_of(err.get())), ""};
  }
  return content_of(out.get());
}

}  // namespace eksplan::cli
