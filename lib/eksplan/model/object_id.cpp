#include "eksplan/model/object_id.hpp"

namespace eksplan::model {

std::string ObjectId::text() const {
  return namespace_name.empty() ? kind + "/" + name : namespace_name + "/" + kind + "/" + name;
}

}  // namespace eksplan::model
