#include "price_host.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <thread>

#include "curl_library.hpp"
#include "disk.hpp"
#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::cli {
namespace {

namespace fs = std::filesystem;

constexpr long kMostRedirects = 5;
constexpr long kConnectSeconds = 20;
constexpr long kSlowest = 1000;  // bytes a second
constexpr long kOk = 200;
constexpr long kPartial = 206;
constexpr long kRangeNotThere = 416;
constexpr long kServerError = 500;
constexpr std::int64_t kMib = std::int64_t{1024} * 1024;

/// What a transfer writes to, and how much.
struct Sink {
  std::string* text = nullptr;
  std::FILE* file = nullptr;
  std::int64_t taken = 0;
  std::int64_t most = 0;
  std::string etag = {};
  const CurlLibrary* calls = nullptr;
  CURL* curl = nullptr;
  bool restarts = false;  ///< a range was asked for
  bool failed = false;    ///< the disk did not take it
  bool too_large = false;
};

// The whole comes although a part was asked for: from the beginning, then.
bool begin_again(Sink& sink) {
  long status = 0;
  sink.calls->get_info(sink.curl, CURLINFO_RESPONSE_CODE, &status);  // NOLINT
  if (sink.restarts && status == kOk) {
    sink.restarts = false;
    sink.taken = 0;
    std::rewind(sink.file);
    return ::ftruncate(::fileno(sink.file), 0) == 0;
  }
  return true;
}

std::size_t take(char* data, std::size_t, std::size_t size, void* to) {
  auto& sink = *static_cast<Sink*>(to);
  if (sink.file != nullptr && !begin_again(sink)) {
    sink.failed = true;
    return 0;
  }
  sink.taken += static_cast<std::int64_t>(size);
  if (sink.taken > sink.most) {
    sink.too_large = true;
    return 0;
  }
  if (sink.text != nullptr) {
    sink.text->append(data, size);
    return size;
  }
  const auto put = std::fwrite(data, 1, size, sink.file);
  sink.failed = put != size;
  return put;
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* to) {
  constexpr std::string_view kEtag = "etag:";
  const std::string_view line(data, size);
  auto& sink = *static_cast<Sink*>(to);
  if (base::to_lower(line.substr(0, kEtag.size())) == kEtag) {
    sink.etag = base::trim(line.substr(kEtag.size()));
  }
  return size;
}

int show_progress(void* host, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t) {
  static_cast<void>(host);
  write_stderr(total > 0 ? fmt::format("\r{} of {} MiB\x1B[K", now / kMib, total / kMib)
                         : fmt::format("\r{} MiB\x1B[K", now / kMib));
  return 0;
}

base::Fault fault_of(CURLcode code, long status, const Sink& sink, long stall_seconds) {
  if (sink.too_large) {
    return {fmt::format("the answer is larger than {} MiB", sink.most / kMib),
            "no price list is; the transfer was given up"};
  }
  if (sink.failed) {
    return {"what came cannot be written to the disk", "is it full?"};
  }
  switch (static_cast<int>(code)) {
    case CURLE_OK:
      return {fmt::format("the host answered with status {}", status),
              status >= kServerError ? "try again later" : "is the address right?"};
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return {"the name of the host cannot be resolved", "is the network up?"};
    case CURLE_COULDNT_CONNECT:
      return {"the host does not answer",
              "is the network up, and a proxy set where one is needed?"};
    case CURLE_OPERATION_TIMEDOUT:
      return {fmt::format("the transfer stood still for {} seconds", stall_seconds),
              "run the command again; it goes on where it stopped"};
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return {"the transfer broke off", "run the command again; it goes on where it stopped"};
    case CURLE_TOO_MANY_REDIRECTS:
      return {"the host sends from one address to the next without end", "is the address right?"};
    case CURLE_UNSUPPORTED_PROTOCOL:
      return {"the host sends to an address that is not https", "that is never followed"};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
      return {"the host cannot prove who it is (TLS)",
              "is a proxy in between, or are the certificates of this machine old?"};
    default:
      break;
  }
  return {fmt::format("the transfer failed: {}", base::to_lower(sink.calls->error_text(code))), ""};
}

bool is_worth_another_try(CURLcode code, long status, const Sink& sink) {
  if (sink.too_large || sink.failed) {
    return false;
  }
  return code == CURLE_PARTIAL_FILE || code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR ||
         code == CURLE_OPERATION_TIMEDOUT || (code == CURLE_OK && status >= kServerError);
}

std::string read_small(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

}  // namespace

struct CurlHost::Session {
  Session(const HostOptions& of, const CurlLibrary& loaded)
      : options(&of), library(loaded), curl(loaded.init()) {}

  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  ~Session() { library.cleanup(curl); }

  template <class Value>
  void set(CURLoption option, Value value) {
    library.set_option(curl, option, value);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  }

  struct Result {
    CURLcode code = CURLE_OK;
    long status = 0;
  };

  // One request, with headers of its own.
  Result perform(const std::string& url, Sink& sink, const std::vector<std::string>& headers) {
    library.reset(curl);
    const bool plain = options->endpoint.substr(0, 7) == "http://";
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, plain ? "http,https" : "https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, plain ? "http,https" : "https");
    set(CURLOPT_FOLLOWLOCATION, 1L);
    set(CURLOPT_MAXREDIRS, kMostRedirects);
    set(CURLOPT_CONNECTTIMEOUT, std::min(kConnectSeconds, options->stall_seconds));
    set(CURLOPT_LOW_SPEED_LIMIT, kSlowest);
    set(CURLOPT_LOW_SPEED_TIME, options->stall_seconds);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USERAGENT, "eksplan/" EKSPLAN_VERSION);
    set(CURLOPT_WRITEFUNCTION, take);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&sink));
    set(CURLOPT_HEADERFUNCTION, take_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&sink));
    set(CURLOPT_FAILONERROR, 1L);
    set(CURLOPT_NOPROGRESS, options->shows_progress ? 0L : 1L);
    set(CURLOPT_XFERINFOFUNCTION, show_progress);
    curl_slist* list = nullptr;
    for (const auto& header : headers) {
      list = library.append(list, header.c_str());
    }
    set(CURLOPT_HTTPHEADER, list);
    sink.curl = curl;
    sink.calls = &library;
    Result result{library.perform(curl)};
    library.free_list(list);
    library.get_info(curl, CURLINFO_RESPONSE_CODE, &result.status);  // NOLINT
    if (result.code == CURLE_HTTP_RETURNED_ERROR) {
      result.code = CURLE_OK;
    }
    if (options->shows_progress) {
      write_stderr("\r\x1B[K");
    }
    return result;
  }

  // One attempt at a file, behind what is there of it.
  Result attempt(const std::string& url, const std::string& part, std::int64_t most, Sink& sink) {
    std::error_code error;
    const auto size = fs::file_size(part, error);
    const auto have = error ? 0 : static_cast<std::int64_t>(size);
    const auto etag = read_small(part + ".etag");
    const bool resumes = have > 0 && !etag.empty();
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
        std::fopen(part.c_str(), resumes ? "ab" : "wb"), std::fclose);
    sink = Sink{.file = file.get(), .taken = resumes ? have : 0, .most = most};
    sink.restarts = resumes;
    if (file == nullptr) {
      sink.failed = true;
      return {};
    }
    std::vector<std::string> headers;
    if (resumes) {
      headers = {fmt::format("Range: bytes={}-", have), "If-Range: " + etag};
    }
    const auto result = perform(url, sink, headers);
    sink.failed = std::fflush(file.get()) != 0 || sink.failed;
    sink.file = nullptr;
    std::ofstream(part + ".etag") << sink.etag << "\n";
    if (result.status == kRangeNotThere) {
      fs::remove(part, error);
    }
    return result;
  }

  const HostOptions* options;
  CurlLibrary library;
  CURL* curl;
};

CurlHost::CurlHost(HostOptions options) : options_(std::move(options)) {}

CurlHost::~CurlHost() = default;

// Why there is no session; one is made at the first call.
std::optional<base::Fault> CurlHost::connect() {
  if (session_ == nullptr) {
    const auto library = load_curl();
    if (!library) {
      return library.fault();
    }
    session_ = std::make_unique<Session>(options_, *library);
  }
  return std::nullopt;
}

base::Parsed<std::string> CurlHost::text(const std::string& path, std::int64_t most_bytes) {
  if (const auto fault = connect()) {
    return *fault;
  }
  for (int i = 0;; ++i) {
    std::string text;
    Sink sink{.text = &text, .most = most_bytes};
    const auto [code, status] = session_->perform(address(path), sink, {});
    if (code == CURLE_OK && status == kOk) {
      return text;
    }
    if (i >= options_.retries || !is_worth_another_try(code, status, sink)) {
      return fault_of(code, status, sink, options_.stall_seconds);
    }
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
}

base::Parsed<std::string> CurlHost::file(const std::string& path, std::int64_t most_bytes) {
  if (const auto fault = connect()) {
    return *fault;
  }
  std::error_code error;
  fs::create_directories(options_.cache, error);
  auto name = path.substr(1);
  std::replace(name.begin(), name.end(), '/', '_');
  const auto whole = options_.cache + "/" + name;
  if (fs::exists(whole, error)) {
    return whole;
  }
  const auto part = whole + ".part";
  if (options_.shows_progress) {
    write_stderr(address(path) + "\n");
  }
  for (int i = 0;; ++i) {
    Sink sink;
    const auto [code, status] = session_->attempt(address(path), part, most_bytes, sink);
    if (code == CURLE_OK && (status == kOk || status == kPartial) && !sink.failed) {
      fs::rename(part, whole, error);
      fs::remove(part + ".etag", error);
      return whole;
    }
    if (sink.too_large) {
      fs::remove(part, error);
    }
    const bool again = is_worth_another_try(code, status, sink) || status == kRangeNotThere;
    if (i >= options_.retries || !again) {
      return fault_of(code, status, sink, options_.stall_seconds);
    }
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
}

std::string endpoint_fault(const std::string& endpoint) {
  const auto scheme = endpoint.find("://");
  const auto rest = scheme == std::string::npos ? "" : endpoint.substr(scheme + 3);
  const bool known = endpoint.substr(0, 8) == "https://" || endpoint.substr(0, 7) == "http://";
  const bool plain = !rest.empty() && std::all_of(rest.begin(), rest.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':' || c == '[' || c == ']';
  });
  return known && plain ? "" : "write a scheme and a host, such as http://127.0.0.1:8080";
}

}  // namespace eksplan::cli
