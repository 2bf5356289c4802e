#pragma once
/// Documents to objects: lists are taken apart, kinds and names found.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/k8s/object.hpp"

namespace eksplan::k8s {

/// The objects of all files in the order of reading.
struct Framed {
  std::vector<doc::Node> nodes;
  std::vector<Object> objects;
  std::map<std::string, std::int64_t> skipped;  ///< what is not an object of any kind, counted
};

/// Adds the objects of one document. What cannot be an object is reported; a document without a
/// kind is one of a Pod's or a Node's shape (as some support bundles store them), or is left out
/// with a warning.
void frame(const doc::Node& root, std::string_view default_namespace, const Reading& reading,
           Framed& into);

/// Numbers the objects that share a generateName ("build-*", "build-*2"), by file name and
/// position, and leaves out all but the last of objects that are the same, with a warning at the
/// one that counts.
void keep_last(Framed& framed, const std::vector<std::string>& files, diag::Diagnostics& found);

}  // namespace eksplan::k8s
