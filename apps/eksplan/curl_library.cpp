#include "curl_library.hpp"

#include <dlfcn.h>

namespace eksplan::cli {
namespace {

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

}  // namespace

base::Parsed<CurlLibrary> load_curl() {
  void* const library = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  CurlLibrary curl;
  const bool found = library != nullptr && find(library, "curl_global_init", curl.global_init) &&
                     find(library, "curl_easy_init", curl.init) &&
                     find(library, "curl_easy_reset", curl.reset) &&
                     find(library, "curl_easy_setopt", curl.set_option) &&
                     find(library, "curl_easy_perform", curl.perform) &&
                     find(library, "curl_easy_getinfo", curl.get_info) &&
                     find(library, "curl_easy_strerror", curl.error_text) &&
                     find(library, "curl_easy_cleanup", curl.cleanup) &&
                     find(library, "curl_slist_append", curl.append) &&
                     find(library, "curl_slist_free_all", curl.free_list);
  if (!found || curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    return base::Fault{"libcurl.so.4 is not there, or not one that can be used",
                       "install it (libcurl4 on Debian), or fetch the lists by other means and "
                       "give them to eksplan prices import"};
  }
  return curl;
}

}  // namespace eksplan::cli
