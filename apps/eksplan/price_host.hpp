#pragma once
/// The price list's host over HTTPS, and a cache of what was fetched from it.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "eksplan/app/prices_update.hpp"

namespace eksplan::cli {

struct HostOptions {
  std::string endpoint;     ///< "https://pricing.us-east-1.amazonaws.com"
  std::string cache;        ///< folder of complete and partial files; made when it is needed
  long stall_seconds = 30;  ///< of silence, after which a connection is given up
  int retries = 3;          ///< of a file whose transfer broke off
  bool shows_progress = false;
};

/// Redirects are followed to https only, or to the scheme of the endpoint; nothing but http and
/// https is ever spoken. An address has its version in it, so a complete file in the cache is taken
/// as it is; a partial one is gone on with when the host still has the same (ETag).
class CurlHost final : public app::PriceHost {
 public:
  explicit CurlHost(HostOptions options);
  ~CurlHost() override;

  base::Parsed<std::string> text(const std::string& path, std::int64_t most_bytes) override;
  base::Parsed<std::string> file(const std::string& path, std::int64_t most_bytes) override;

  std::string address(const std::string& path) const override { return options_.endpoint + path; }

 private:
  struct Session;

  std::optional<base::Fault> connect();

  HostOptions options_;
  std::unique_ptr<Session> session_;
};

/// Why an endpoint is none; empty = it is one: http or https, a host, perhaps a port, no more.
std::string endpoint_fault(const std::string& endpoint);

}  // namespace eksplan::cli
