#pragma once
/// A small HTTP server on 127.0.0.1 that serves files in AWS's layout, and misbehaves on request.

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace eksplan::offers_test {

/// What is served at one path. Files have an ETag and can be asked for in part.
struct Served {
  std::string body;
  int status = 200;
  std::string location = {};    ///< of a redirect
  std::int64_t cut_after = -1;  ///< bytes after which the connection is closed once; -1 = never
  bool stalls = false;          ///< sends the head and half the body, then nothing
  bool endless = false;         ///< repeats the body
  int pause_ms = 0;             ///< between pieces of 16 kB
};

class ListServer {
 public:
  ListServer();
  ~ListServer();
  ListServer(const ListServer&) = delete;
  ListServer& operator=(const ListServer&) = delete;

  void serve(const std::string& path, Served what);

  /// "http://127.0.0.1:PORT".
  std::string endpoint() const;

  /// Requests so far: "GET /path", with " bytes=N-" of a range behind it.
  std::vector<std::string> requests() const;

 private:
  void accept_all();
  void answer(int connection);
  void send_body(int connection, const Served& what, std::size_t from);

  int socket_ = -1;
  int port_ = 0;
  std::atomic<bool> stops_ = false;
  mutable std::mutex mutex_;
  std::map<std::string, Served> files_;
  std::vector<std::string> requests_;
  std::vector<std::thread> answers_;
  std::thread thread_;
};

}  // namespace eksplan::offers_test
