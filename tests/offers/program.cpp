#include "program.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace eksplan::offers_test {
namespace {

constexpr int kLongestMs = 60'000;

std::string content(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

[[noreturn]] void become(const std::vector<std::string>& arguments, const std::string& out,
                         const std::string& err) {
  ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
  ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
  std::vector<char*> words;
  std::string program = EKSPLAN_PROGRAM;
  words.push_back(program.data());
  auto copies = arguments;
  for (auto& word : copies) {
    words.push_back(word.data());
  }
  words.push_back(nullptr);
  for (const auto* name : {"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY", "HTTPS_PROXY"}) {
    ::unsetenv(name);
  }
  ::execv(words[0], words.data());
  ::_exit(127);
}

}  // namespace

Folder::Folder() : path_((std::filesystem::temp_directory_path() / "eksplan-XXXXXX").string()) {
  if (::mkdtemp(path_.data()) == nullptr) {
    std::abort();
  }
}

Folder::~Folder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

Ended run(const std::vector<std::string>& arguments, const std::string& folder, int kill_after_ms) {
  const auto out = folder + "/stdout";
  const auto err = folder + "/stderr";
  const auto child = ::fork();
  if (child == 0) {
    become(arguments, out, err);
  }
  const int limit = kill_after_ms < 0 ? kLongestMs : kill_after_ms;
  int status = 0;
  const auto begin = std::chrono::steady_clock::now();
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() - begin > std::chrono::milliseconds(limit)) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content(out), content(err)};
}

}  // namespace eksplan::offers_test
