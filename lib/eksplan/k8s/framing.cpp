#include "eksplan/k8s/framing.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/kinds.hpp"

namespace eksplan::k8s {
namespace {

constexpr std::string_view kListSuffix = "List";
constexpr const char* kNoKind = "(no kind)";
constexpr std::string_view kGenerated = "*";

// apiVersion and kind of an object, or what its list says about its items.
struct TypeMeta {
  std::string api_version;
  std::string kind;
};

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool has_path(const doc::Node& node, std::string_view outer, std::string_view inner) {
  const auto child = node.find(outer);
  return child && child->find(inner);
}

std::string text_at(const doc::Node& node, std::string_view outer, std::string_view inner) {
  const auto child = node.find(outer);
  const auto value = child ? child->find(inner) : std::nullopt;
  return value && value->kind() == doc::Kind::string ? std::string(value->text()) : std::string();
}

class Framer {
 public:
  Framer(std::string_view default_namespace, const Reading& reading, Framed& into)
      : default_namespace_(default_namespace), reading_(reading), into_(into) {}

  void add(const doc::Node& node, const TypeMeta& inherited) {
    if (!node.is_mapping()) {
      doc::report(reading_.found, node, diag::kK8sNotAnObject,
                  fmt::format("{} is not a Kubernetes object", doc::name(node.kind())),
                  node.is_sequence()
                      ? "put the objects into the items of a kind: List, or divide them by ---"
                      : "");
      return;
    }
    const auto errors = reading_.found.error_count();
    auto type = type_of(node, inherited);
    if (reading_.found.error_count() != errors) {
      return;
    }
    if (type.api_version.empty() || type.kind.empty()) {
      type = guess_type(node, std::move(type));
    }
    if (type.kind.empty() || type.api_version.empty()) {
      return;
    }
    if (is_list(node, type.kind)) {
      add_items(node, type);
    } else {
      add_object(node, type);
    }
  }

 private:
  TypeMeta type_of(const doc::Node& node, const TypeMeta& inherited) const {
    const doc::Fields fields(node, reading_.found);
    return {.api_version = fields.string("apiVersion").value_or(inherited.api_version),
            .kind = fields.string("kind").value_or(inherited.kind)};
  }

  TypeMeta guess_type(const doc::Node& node, TypeMeta type) {
    if (type.kind.empty() && type.api_version.empty() && has_path(node, "spec", "containers")) {
      return {.api_version = "v1", .kind = "Pod"};
    }
    if (type.kind.empty() && type.api_version.empty() && has_path(node, "status", "nodeInfo")) {
      return {.api_version = "v1", .kind = "Node"};
    }
    const bool known = is_known_kind_name(type.kind);
    const auto* missing = type.kind.empty()
                              ? (type.api_version.empty() ? "apiVersion and kind" : "kind")
                              : "apiVersion";
    doc::report(reading_.found, node, diag::kK8sNoKind,
                type.kind.empty() ? fmt::format("the document has no {}", missing)
                                  : fmt::format("the {} has no {}", type.kind, missing),
                known ? "kubectl refuses it: write an apiVersion" : "it is left out",
                known ? diag::Severity::error : diag::Severity::warning);
    ++into_.skipped[type.kind.empty() ? kNoKind : type.kind];
    return {};
  }

  static bool is_list(const doc::Node& node, std::string_view kind) {
    return kind == kListSuffix || (ends_with(kind, kListSuffix) && node.find("items"));
  }

  void add_items(const doc::Node& node, const TypeMeta& list) {
    const TypeMeta items{.api_version = list.kind == kListSuffix ? "" : list.api_version,
                         .kind = list.kind.substr(0, list.kind.size() - kListSuffix.size())};
    const auto sequence = doc::Fields(node, reading_.found).sequence("items");
    for (std::size_t i = 0; sequence && i < sequence->size(); ++i) {
      add(sequence->at(i), items);
    }
  }

  void add_object(const doc::Node& node, const TypeMeta& type) {
    Object object;
    object.file = reading_.file;
    object.kind = find_kind(type.api_version, type.kind);
    object.api_version = type.api_version;
    object.id.kind = type.kind;
    object.at = place_of(node, reading_);
    if (object.kind == nullptr) {
      glance(node, object);
    } else if (!identify(node, object)) {
      return;
    }
    find_controller(node, object);
    object.node = into_.nodes.size();
    into_.nodes.push_back(node);
    into_.objects.push_back(std::move(object));
  }

  // Name and namespace of an object that is read: what is wrong with them is an error.
  bool identify(const doc::Node& node, Object& object) const {
    const auto errors = reading_.found.error_count();
    const doc::Fields fields(node, reading_.found);
    auto name = fields.string("metadata.name").value_or("");
    if (name.empty()) {
      name = fields.string("metadata.generateName").value_or("");
      name += name.empty() ? "" : kGenerated;
    }
    if (const auto at = fields.find("metadata.name")) {
      object.at = place_of(*at, reading_);
    }
    const auto namespace_name = fields.string("metadata.namespace").value_or("");
    if (reading_.found.error_count() != errors) {
      return false;
    }
    if (name.empty()) {
      doc::report(reading_.found, node, diag::kK8sFieldMissing,
                  fmt::format("the {} has no metadata.name", object.id.kind));
      return false;
    }
    set_identity(object, std::move(name), namespace_name);
    return true;
  }

  // Of any other object only who it is, to follow owners; nothing is wrong with it.
  void glance(const doc::Node& node, Object& object) const {
    set_identity(object, text_at(node, "metadata", "name"), text_at(node, "metadata", "namespace"));
  }

  void set_identity(Object& object, std::string name, const std::string& namespace_name) const {
    const bool namespaced = object.kind == nullptr || object.kind->namespaced;
    object.id.name = std::move(name);
    if (namespaced) {
      object.id.namespace_name = namespace_name.empty() ? default_namespace_ : namespace_name;
    }
    object.key = object.id.name.empty() ? std::string()
                                        : key_of(object.api_version, object.id.kind,
                                                 object.id.namespace_name, object.id.name);
  }

  static std::string key_of(std::string_view api_version, std::string_view kind,
                            std::string_view namespace_name, std::string_view name) {
    const auto* row = find_kind(api_version, kind);
    if (row == nullptr) {
      return object_key(fmt::format("{}/{}", group_of(api_version), kind), namespace_name, name);
    }
    return object_key(row->group_kind, row->namespaced ? namespace_name : std::string_view{}, name);
  }

  static void find_controller(const doc::Node& node, Object& object) {
    const auto metadata = node.find("metadata");
    const auto owners = metadata ? metadata->find("ownerReferences") : std::nullopt;
    for (std::size_t i = 0; owners && owners->is_sequence() && i < owners->size(); ++i) {
      const auto owner = owners->at(i);
      const auto controls = owner.find("controller");
      const auto api_version = owner.find("apiVersion");
      const auto kind = owner.find("kind");
      const auto name = owner.find("name");
      const bool complete = controls && api_version && kind && name;
      if (complete && controls->kind() == doc::Kind::boolean && controls->text() == "true" &&
          kind->is_scalar() && name->is_scalar() && api_version->is_scalar()) {
        object.controller =
            key_of(api_version->text(), kind->text(), object.id.namespace_name, name->text());
        object.controller_kind = kind->text();
        return;
      }
    }
  }

  std::string default_namespace_;
  const Reading& reading_;
  Framed& into_;
};

bool is_generated(const Object& object) {
  return object.kind != nullptr && ends_with(object.id.name, kGenerated);
}

// The same marker for all of them would make them one object.
void number_generated(std::vector<Object>& objects, const std::vector<std::string>& files) {
  std::vector<std::size_t> generated;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (is_generated(objects[i])) {
      generated.push_back(i);
    }
  }
  const auto place = [&](std::size_t i) {
    const auto& at = objects[i].at;
    return std::tie(objects[i].key, files[at.file], at.line, at.column);
  };
  std::sort(generated.begin(), generated.end(),
            [&](auto a, auto b) { return place(a) < place(b); });
  std::string previous;
  int number = 1;
  for (const auto i : generated) {
    auto& object = objects[i];
    number = object.key == previous ? number + 1 : 1;
    previous = object.key;
    if (number > 1) {
      object.id.name += std::to_string(number);
      object.key += std::to_string(number);
    }
  }
}

void warn_twice(const doc::Node& node, const Object& object, const std::string& other,
                diag::Diagnostics& found) {
  const doc::Fields fields(node, found);
  doc::report(found, fields.find("metadata.name").value_or(node), diag::kK8sObjectTwice,
              fmt::format("{} stands at {} as well; this one counts, as with kubectl apply",
                          object.id.text(), other),
              "remove one of them", diag::Severity::warning);
}

}  // namespace

void frame(const doc::Node& root, std::string_view default_namespace, const Reading& reading,
           Framed& into) {
  Framer(default_namespace, reading, into).add(root, {});
}

void keep_last(Framed& framed, const std::vector<std::string>& files, diag::Diagnostics& found) {
  auto& objects = framed.objects;
  number_generated(objects, files);
  std::unordered_map<std::string_view, std::size_t> last;
  std::vector<bool> replaced(objects.size(), false);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (objects[i].kind == nullptr) {
      continue;
    }
    const auto [entry, first] = last.emplace(objects[i].key, i);
    if (!first) {
      const auto& at = objects[entry->second].at;
      warn_twice(framed.nodes[objects[i].node], objects[i],
                 fmt::format("{}:{}:{}", files[at.file], at.line, at.column), found);
      replaced[entry->second] = true;
      entry->second = i;
    }
  }
  std::vector<Object> kept;
  kept.reserve(objects.size());
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (!replaced[i]) {
      kept.push_back(std::move(objects[i]));
    }
  }
  objects = std::move(kept);
}

}  // namespace eksplan::k8s
