#include "disk.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <new>
#include <system_error>

#include "large_memory.hpp"
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "eksplan/base/text.hpp"

namespace eksplan::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadStep = std::size_t{1} << 17U;
constexpr std::size_t kPipeHeap = std::size_t{4} << 30U;  // asked for, not used

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  ~Descriptor() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }

  int get() const { return fd_; }

 private:
  int fd_;
};

// For a text of unknown size. A large one may well become very large: room that is not used costs
// nothing, and copying what was read does.
void make_room(std::string& text) {
  if (text.size() < kLargeInput) {
    text.reserve(std::max(kReadStep, 2 * text.size()));
    return;
  }
  if (text.size() < 2 * kLargeInput) {
    prepare_heap(kPipeHeap);
  }
  try {
    text.reserve(std::max(kPipeHeap / 4, 2 * text.size()));
  } catch (const std::bad_alloc&) {  // less may do
    text.reserve(text.size() + text.size() / 2);
  }
}

base::Parsed<std::string> read_to_end(int fd) {
  struct stat status {};

  std::string text;
  if (::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size >= kLargeInput) {
      prepare_heap(3 * size);  // for the text, and for what is made of it
    }
    text.reserve(size + 1);
  } else {
    make_room(text);
  }
  while (true) {
    const auto size = text.size();
    if (size == text.capacity()) {
      make_room(text);
    }
    text.resize(std::min(text.capacity(), size + kReadStep));
    const auto got = ::read(fd, text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) {
      text.resize(size);
      continue;
    }
    if (got < 0) {
      return base::Fault{"cannot be read: " + error_text(errno), ""};
    }
    text.resize(size + static_cast<std::size_t>(got));
    if (got == 0) {
      return text;
    }
  }
}

WriteError write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const auto put = ::write(fd, text.data(), text.size());
    if (put < 0 && errno == EINTR) {
      continue;
    }
    if (put < 0) {
      return error_text(errno);
    }
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

WriteError write_in_place(const std::string& path, std::string_view text) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                               0666));  // NOLINT(cppcoreguidelines-pro-type-vararg)
  return file.get() < 0 ? error_text(errno) : write_all(file.get(), text);
}

mode_t mode_for(const std::string& path) {
  struct stat status {};

  if (::stat(path.c_str(), &status) == 0) {
    return status.st_mode & 0777U;
  }
  const auto mask = ::umask(0);
  ::umask(mask);
  return 0666U & ~mask;
}

WriteError write_beside(std::string& temporary, mode_t mode, std::string_view text) {
  const Descriptor file(::mkstemp(temporary.data()));
  if (file.get() < 0) {
    return error_text(errno);
  }
  auto error = write_all(file.get(), text);
  if (error.empty() && (::fchmod(file.get(), mode) != 0 || ::fsync(file.get()) != 0)) {
    error = error_text(errno);
  }
  return error;
}

}  // namespace

std::string error_text(int error) {
  return base::to_lower(std::generic_category().message(error));
}

app::PathKind Disk::kind(const std::string& path) const {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found || status.type() == fs::file_type::none) {
    return app::PathKind::missing;
  }
  return status.type() == fs::file_type::directory ? app::PathKind::folder : app::PathKind::file;
}

base::Parsed<std::string> Disk::read(const std::string& path) const {
  const Descriptor file(
      ::open(path.c_str(), O_RDONLY | O_CLOEXEC));  // NOLINT(cppcoreguidelines-pro-type-vararg)
  if (file.get() < 0) {
    return base::Fault{"cannot be read: " + error_text(errno), ""};
  }
  return read_to_end(file.get());
}

base::Parsed<std::vector<std::string>> Disk::list(const std::string& path) const {
  std::error_code error;
  std::vector<std::string> names;
  fs::directory_iterator entry(path, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  if (error) {
    return base::Fault{"the folder cannot be read: " + base::to_lower(error.message()), ""};
  }
  return names;
}

std::string Disk::identity(const std::string& path) const {
  std::error_code error;
  const auto real = fs::canonical(path, error);
  return error ? path : real.string();
}

base::Parsed<std::string> Disk::read_stdin() const {
  return read_to_end(STDIN_FILENO);
}

WriteError replace_file(const std::string& path, std::string_view text) {
  std::error_code error;
  const auto target = fs::is_symlink(path, error) ? fs::canonical(path, error).string() : path;
  if (fs::exists(target, error) && !fs::is_regular_file(target, error)) {
    return fs::is_directory(target, error) ? "it is a folder" : write_in_place(target, text);
  }
  std::string temporary = target + ".XXXXXX";
  auto failed = write_beside(temporary, mode_for(target), text);
  if (failed.empty() && std::rename(temporary.c_str(), target.c_str()) != 0) {
    failed = error_text(errno);
  }
  if (!failed.empty()) {
    ::unlink(temporary.c_str());
  }
  return failed;
}

WriteError write_stdout(std::string_view text) {
  return write_all(STDOUT_FILENO, text);
}

void write_stderr(std::string_view text) {
  static_cast<void>(write_all(STDERR_FILENO, text));
}

app::ExitCode write_result(std::string_view text) {
  const auto error = write_stdout(text);
  if (error.empty()) {
    return app::ExitCode::done;
  }
  write_stderr(fmt::format("eksplan: cannot write to standard output: {}\n", error));
  return app::ExitCode::internal;
}

}  // namespace eksplan::cli
