#pragma once
/// A price folder on the disk, replaced as a whole or not at all.

#include <memory>
#include <string>
#include <vector>

#include "disk.hpp"

#include "eksplan/app/prices_import.hpp"

namespace eksplan::cli {

/// Nobody else writes the folder while this is held: a lock file beside it.
class FolderLock {
 public:
  explicit FolderLock(const std::string& folder);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

  /// Why it is not held; empty = it is.
  const WriteError& error() const { return error_; }

 private:
  std::string path_;
  int fd_ = -1;
  WriteError error_;
};

/// Writes the files beside `folder`, reads them back as --prices does, and puts the new folder in
/// the place of the old one in one step. On any failure, also when the program is killed, the old
/// folder is as it was. The caller holds the lock.
WriteError replace_price_folder(const std::string& folder,
                                const std::vector<app::OutputFile>& files);

/// A file piece by piece; "-" is standard input.
base::Parsed<std::unique_ptr<doc::ByteSource>> open_bytes(const std::string& path);

/// The day that a file was last written, in UTC: "2026-01-16"; "" when it is not known.
std::string day_of_file(const std::string& path);

/// Imports, and unless `dry_run` replaces the folder.
app::ExitCode import_into(const app::ImportOptions& options, bool dry_run,
                          const std::string& color);

}  // namespace eksplan::cli
