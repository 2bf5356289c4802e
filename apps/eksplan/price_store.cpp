#include "price_store.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <system_error>

#include "disk.hpp"
#include "run_flags.hpp"
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "eksplan/app/price_source.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/doc/byte_source.hpp"

namespace eksplan::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNew = ".new-";

/// Bytes of a file descriptor.
class FileBytes final : public doc::ByteSource {
 public:
  FileBytes(int fd, bool owned) : fd_(fd), owned_(owned) {}

  ~FileBytes() override {
    if (owned_) {
      ::close(fd_);
    }
  }

  base::Parsed<std::size_t> read(char* into, std::size_t room) override {
    while (true) {
      const auto got = ::read(fd_, into, room);
      if (got >= 0) {
        return static_cast<std::size_t>(got);
      }
      if (errno != EINTR) {
        return base::Fault{"cannot be read: " + error_text(errno), ""};
      }
    }
  }

  bool rewind() override { return ::lseek(fd_, 0, SEEK_SET) == 0; }

 private:
  int fd_;
  bool owned_;
};

// So that what was renamed is still there after the power fails.
WriteError sync_folder(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);  // NOLINT
  if (fd < 0) {
    return error_text(errno);
  }
  const bool failed = ::fsync(fd) != 0 && errno != EINVAL;
  const int error = errno;
  ::close(fd);
  return failed ? error_text(error) : WriteError();
}

WriteError write_files(const std::string& folder, const std::vector<app::OutputFile>& files) {
  std::error_code error;
  for (const auto& file : files) {
    const auto path = fs::path(folder) / file.path;
    fs::create_directories(path.parent_path(), error);
    if (error) {
      return base::to_lower(error.message());
    }
    if (auto failed = replace_file(path.string(), file.text); !failed.empty()) {
      return failed;
    }
  }
  for (const auto* below : {"/ec2", "/services", ""}) {
    if (auto failed = sync_folder(folder + below); !failed.empty()) {
      return failed;
    }
  }
  return {};
}

// What --prices would say of the folder.
WriteError read_back(const std::string& folder) {
  diag::Diagnostics found;
  return app::open_prices(folder, Disk(), found) != nullptr
             ? WriteError()
             : "what was written cannot be read back: " + found.all().front().message;
}

// `fresh` takes the place of `folder`, and the other way round where both are there.
WriteError swap(const std::string& fresh, const std::string& folder) {
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) == 0 ||
      std::rename(fresh.c_str(), folder.c_str()) == 0) {
    return {};
  }
  // A file system that cannot exchange folders.
  const auto old = fresh + ".old";
  if (std::rename(folder.c_str(), old.c_str()) != 0) {
    return error_text(errno);
  }
  if (std::rename(fresh.c_str(), folder.c_str()) != 0) {
    auto failed = error_text(errno);
    static_cast<void>(std::rename(old.c_str(), folder.c_str()));
    return failed;
  }
  static_cast<void>(std::rename(old.c_str(), fresh.c_str()));
  return {};
}

std::string parent_of(const std::string& folder) {
  const auto parent = fs::path(folder).parent_path().string();
  return parent.empty() ? "." : parent;
}

// Links followed, no slash at the end.
std::string plain_path(const std::string& folder) {
  std::error_code error;
  const auto real = fs::canonical(folder, error);
  auto path = error ? folder : real.string();
  while (path.size() > 1 && path.back() == '/') {
    path.pop_back();
  }
  return path;
}

// Folders that a run left behind which was killed.
void remove_leftovers(const std::string& folder) {
  std::error_code error;
  const auto beginning = fs::path(folder).filename().string() + kNew;
  for (const auto& entry : fs::directory_iterator(parent_of(folder), error)) {
    if (entry.path().filename().string().starts_with(beginning)) {
      fs::remove_all(entry.path(), error);
    }
  }
}

// What a folder has besides prices and is kept.
void keep_readme(const std::string& folder, const std::string& fresh) {
  std::error_code error;
  fs::copy_file(folder + "/README.md", fresh + "/README.md", error);
}

void set_mode(const std::string& fresh, const std::string& folder) {
  struct stat status {};

  const auto mask = ::umask(0);
  ::umask(mask);
  const mode_t mode =
      ::stat(folder.c_str(), &status) == 0 ? status.st_mode & 07777U : 0777U & ~mask;
  static_cast<void>(::chmod(fresh.c_str(), mode));
}

}  // namespace

FolderLock::FolderLock(const std::string& folder) : path_(plain_path(folder) + ".lock") {
  std::error_code error;
  fs::create_directories(parent_of(path_), error);
  if (error) {
    error_ = base::to_lower(error.message());
    return;
  }
  fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);  // NOLINT
  if (fd_ < 0) {
    error_ = error_text(errno);
  } else if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    error_ = errno == EWOULDBLOCK ? "another eksplan is writing it" : error_text(errno);
    ::close(fd_);
    fd_ = -1;
  }
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) {
    ::unlink(path_.c_str());
    ::close(fd_);
  }
}

WriteError replace_price_folder(const std::string& folder,
                                const std::vector<app::OutputFile>& files) {
  const auto target = plain_path(folder);
  remove_leftovers(target);
  std::string fresh = target + kNew + "XXXXXX";
  if (::mkdtemp(fresh.data()) == nullptr) {
    return error_text(errno);
  }
  auto failed = write_files(fresh, files);
  if (failed.empty()) {
    failed = read_back(fresh);
  }
  if (failed.empty()) {
    keep_readme(target, fresh);
    set_mode(fresh, target);
    failed = swap(fresh, target);
  }
  if (failed.empty()) {
    static_cast<void>(sync_folder(parent_of(target)));
  }
  std::error_code error;
  fs::remove_all(fresh, error);
  return failed;
}

base::Parsed<std::unique_ptr<doc::ByteSource>> open_bytes(const std::string& path) {
  if (path == "-") {
    return std::unique_ptr<doc::ByteSource>(std::make_unique<FileBytes>(STDIN_FILENO, false));
  }
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT
  if (fd < 0) {
    return base::Fault{"cannot be read: " + error_text(errno), ""};
  }

  struct stat status {};

  if (::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
    ::close(fd);
    return base::Fault{"this is a folder", "name the files in it"};
  }
  return std::unique_ptr<doc::ByteSource>(std::make_unique<FileBytes>(fd, true));
}

std::string day_of_file(const std::string& path) {
  struct stat status {};

  std::tm day{};
  if (path == "-" || ::stat(path.c_str(), &status) != 0 ||
      ::gmtime_r(&status.st_mtime, &day) == nullptr) {
    return {};
  }
  return fmt::format("{:04}-{:02}-{:02}", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

app::ExitCode import_into(const app::ImportOptions& options, bool dry_run,
                          const std::string& color) {
  auto result = app::import_prices(options, Disk(), open_bytes);
  if (!result.folder.empty() && !dry_run) {
    const auto error = replace_price_folder(options.into, result.folder);
    if (!error.empty()) {
      write_stderr(fmt::format("eksplan: cannot write {}: {}\nWhat was there is unchanged.\n",
                               base::printable(options.into), error));
      return app::ExitCode::internal;
    }
    result.outcome.standard_output +=
        fmt::format("\nUse it with --prices {}, or as prices: in eksplan.yaml.\n", options.into);
  } else if (!result.folder.empty()) {
    result.outcome.standard_output += "\nNothing was written (--dry-run).\n";
  }
  return finish(result.outcome, color);
}

}  // namespace eksplan::cli
