#pragma once
/// Running the real program in a folder of its own.

#include <string>
#include <vector>

namespace eksplan::offers_test {

struct Ended {
  int exit = -1;  ///< -1: by a signal
  std::string out;
  std::string err;
};

/// A folder that is removed with this.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Runs `eksplan` with these arguments; after `kill_after_ms` (-1 = never) it is killed, and after
/// a minute in any case.
Ended run(const std::vector<std::string>& arguments, const std::string& folder,
          int kill_after_ms = -1);

}  // namespace eksplan::offers_test
