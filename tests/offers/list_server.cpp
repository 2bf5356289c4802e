#include "list_server.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace eksplan::offers_test {
namespace {

constexpr std::size_t kPiece = 16384;
constexpr int kPollMs = 20;

bool send_all(int connection, std::string_view text) {
  while (!text.empty()) {
    const auto sent = ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string header(const std::string& head, const std::string& name) {
  const auto at = head.find("\r\n" + name + ": ");
  if (at == std::string::npos) {
    return {};
  }
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

}  // namespace

ListServer::ListServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(socket_, any, size) != 0 || ::listen(socket_, 16) != 0 ||
      ::getsockname(socket_, any, &size) != 0) {
    throw std::runtime_error("no port to listen on");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { accept_all(); });
}

ListServer::~ListServer() {
  stops_ = true;
  thread_.join();
  for (auto& answer : answers_) {
    answer.join();
  }
  ::close(socket_);
}

void ListServer::serve(const std::string& path, Served what) {
  const std::lock_guard lock(mutex_);
  files_[path] = std::move(what);
}

std::string ListServer::endpoint() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

std::vector<std::string> ListServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void ListServer::accept_all() {
  while (!stops_) {
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, kPollMs) <= 0) {
      continue;
    }
    const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection >= 0) {
      answers_.emplace_back([this, connection] {
        answer(connection);
        ::close(connection);
      });
    }
  }
}

void ListServer::answer(int connection) {
  std::string head;
  char piece[4096];
  while (head.find("\r\n\r\n") == std::string::npos && head.size() < 65536 && !stops_) {
    const auto got = ::recv(connection, piece, sizeof(piece), 0);
    if (got <= 0) {
      return;
    }
    head.append(piece, static_cast<std::size_t>(got));
  }
  const auto begin = head.find(' ') + 1;
  const auto path = head.substr(begin, head.find(' ', begin) - begin);
  const auto range = header(head, "Range");
  Served what{.body = "not found", .status = 404};
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back("GET " + path + (range.empty() ? "" : " " + range));
    const auto found = files_.find(path);
    if (found != files_.end()) {
      what = found->second;
      found->second.cut_after = -1;
    }
  }
  const auto etag = "\"" + std::to_string(std::hash<std::string>()(what.body)) + "\"";
  std::size_t from = 0;
  if (!range.empty() && header(head, "If-Range") == etag && what.status == 200) {
    from = std::min(what.body.size(),
                    static_cast<std::size_t>(std::strtoull(range.c_str() + 6, nullptr, 10)));
    what.status = 206;
  }
  std::string answer = "HTTP/1.1 " + std::to_string(what.status) + " X\r\nConnection: close\r\n";
  if (!what.location.empty()) {
    answer += "Location: " + what.location + "\r\n";
  }
  answer += "ETag: " + etag + "\r\n";
  if (!what.endless) {
    answer += "Content-Length: " + std::to_string(what.body.size() - from) + "\r\n";
  }
  if (send_all(connection, answer + "\r\n")) {
    send_body(connection, what, from);
  }
}

void ListServer::send_body(int connection, const Served& what, std::size_t from) {
  auto end = what.body.size();
  if (what.cut_after >= 0) {
    end = std::min(end, static_cast<std::size_t>(what.cut_after));
  } else if (what.stalls) {
    end /= 2;
  }
  do {
    for (auto at = from; at < end && !stops_; at += kPiece) {
      if (!send_all(connection,
                    std::string_view(what.body).substr(at, std::min(kPiece, end - at)))) {
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(what.pause_ms));
    }
    from = 0;
  } while (what.endless && !stops_);
  while (what.stalls && !stops_) {
    std::this_thread::sleep_for(std::chrono::milliseconds(kPollMs));
  }
}

}  // namespace eksplan::offers_test
