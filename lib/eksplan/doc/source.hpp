#pragma once
/// A text with a name: what a reader is given. Nothing in `doc` opens files.

#include <string>
#include <string_view>

namespace eksplan::doc {

/// `text` must live as long as every Document read from it.
struct Source {
  std::string name;  ///< as the user wrote it: "shop/cart.yaml", "<stdin>"
  std::string_view text;
};

}  // namespace eksplan::doc
