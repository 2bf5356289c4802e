#include "eksplan/diag/codes.hpp"

#include <array>

namespace eksplan::diag {
namespace {

constexpr std::array kCodes{
    CodeEntry{kClusterFormat, "a description of a cluster is in a form that eksplan does not read"},
    CodeEntry{kClusterTwo, "the input describes more than one cluster"},
    CodeEntry{kDuplicateKey, "the same key stands twice in one mapping"},
    CodeEntry{kFileBinary, "the file is not text"},
    CodeEntry{kFileUnreadable, "the file or folder cannot be read"},
    CodeEntry{kIgnoreNote, "a note that ignores a rule does not count as it is written"},
    CodeEntry{kInputEmpty, "there is nothing to plan in the input"},
    CodeEntry{kInputTooLarge, "the input is larger than eksplan reads"},
    CodeEntry{kJsonSyntax, "the text is not valid JSON"},
    CodeEntry{kK8sCron, "the schedule is not a cron line"},
    CodeEntry{kK8sFieldMissing, "a required field is missing"},
    CodeEntry{kK8sFieldType, "a field has a value of another type"},
    CodeEntry{kK8sFieldUnknown, "a field does not exist in this kind"},
    CodeEntry{kK8sFieldValue, "a field has a value that is not allowed"},
    CodeEntry{kK8sHook, "a Helm hook or test is left out of the steady state"},
    CodeEntry{kK8sKindUnknown, "the kind is not one that eksplan reads"},
    CodeEntry{kK8sName, "a name is not a valid Kubernetes name"},
    CodeEntry{kK8sNoKind, "a document has no apiVersion or kind"},
    CodeEntry{kK8sNotAnObject, "a document is not a Kubernetes object"},
    CodeEntry{kK8sObjectTwice, "the same object stands twice in the input; the last one counts"},
    CodeEntry{kK8sPodTemplateUncounted, "a custom resource has a pod template that is not counted"},
    CodeEntry{kK8sQuantity, "a resource amount cannot be read"},
    CodeEntry{kK8sQuantityTiny, "a memory amount is so small that a suffix is probably wrong"},
    CodeEntry{kK8sRequestOverLimit, "a request is above its limit; the API refuses such a pod"},
    CodeEntry{kK8sTooManyPods, "the input has more pods than eksplan plans"},
    CodeEntry{kKustomization, "a folder has a kustomization that is not applied"},
    CodeEntry{kNestingTooDeep, "the text is nested deeper than eksplan reads"},
    CodeEntry{kOutputUnwritable, "an output cannot be written"},
    CodeEntry{kPodUnplaced, "a pod fits nowhere"},
    CodeEntry{kPriceData, "a row of the price data is wrong"},
    CodeEntry{kRegionUnknown, "the region is not in the price data"},
    CodeEntry{kResultField, "a field of a saved result is missing or wrong"},
    CodeEntry{kResultFormat, "the file is not a result that eksplan reads"},
    CodeEntry{kSchedule, "a schedule cannot be read, or does not do what it seems to"},
    CodeEntry{kTableSyntax, "a TSV or CSV row cannot be read"},
    CodeEntry{kTemplateNotRendered, "the file is a template that was not rendered"},
    CodeEntry{kUsage, "an option is wrong"},
    CodeEntry{kUsageFormat, "a usage file is in a form that eksplan does not read"},
    CodeEntry{kUsageJoin, "measured usage belongs to no workload of the input"},
    CodeEntry{kUsagePrecision, "a usage file has lost digits on its way"},
    CodeEntry{kUsageValue, "a row or a figure of a usage file is wrong"},
    CodeEntry{kYamlAlias, "YAML aliases expand to more than eksplan reads"},
    CodeEntry{kYamlSyntax, "the text is not valid YAML"},
};

}  // namespace

std::span<const CodeEntry> codes() {
  return kCodes;
}

}  // namespace eksplan::diag
