#pragma once
/// The functions of libcurl, loaded when a command needs the network: with what libcurl itself
/// needs, linking it would double the time that every other command takes to start.

#include <curl/curl.h>

#include "eksplan/base/parsed.hpp"

namespace eksplan::cli {

struct CurlLibrary {
  decltype(&curl_global_init) global_init = nullptr;
  decltype(&curl_easy_init) init = nullptr;
  decltype(&curl_easy_reset) reset = nullptr;
  decltype(&curl_easy_setopt) set_option = nullptr;
  decltype(&curl_easy_perform) perform = nullptr;
  decltype(&curl_easy_getinfo) get_info = nullptr;
  decltype(&curl_easy_strerror) error_text = nullptr;
  decltype(&curl_easy_cleanup) cleanup = nullptr;
  decltype(&curl_slist_append) append = nullptr;
  decltype(&curl_slist_free_all) free_list = nullptr;
};

/// Stays loaded until the program ends.
base::Parsed<CurlLibrary> load_curl();

}  // namespace eksplan::cli
