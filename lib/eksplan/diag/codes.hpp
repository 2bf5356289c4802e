#pragma once
/// Every code that a diagnostic can carry, with one sentence each. Codes are stable: scripts match
/// them.

#include <span>
#include <string_view>

namespace eksplan::diag {

struct CodeEntry {
  std::string_view code;
  std::string_view meaning;
};

// Files and text
inline constexpr std::string_view kFileUnreadable = "file-unreadable";
inline constexpr std::string_view kFileBinary = "file-binary";
inline constexpr std::string_view kIgnoreNote = "ignore-note";
inline constexpr std::string_view kInputEmpty = "input-empty";
inline constexpr std::string_view kInputTooLarge = "input-too-large";
inline constexpr std::string_view kYamlSyntax = "yaml-syntax";
inline constexpr std::string_view kYamlAlias = "yaml-alias";
inline constexpr std::string_view kJsonSyntax = "json-syntax";
inline constexpr std::string_view kTableSyntax = "table-syntax";
inline constexpr std::string_view kDuplicateKey = "duplicate-key";
inline constexpr std::string_view kNestingTooDeep = "nesting-too-deep";
inline constexpr std::string_view kTemplateNotRendered = "template-not-rendered";
inline constexpr std::string_view kKustomization = "kustomization";

// Kubernetes objects
inline constexpr std::string_view kK8sNotAnObject = "k8s-not-an-object";
inline constexpr std::string_view kK8sNoKind = "k8s-no-kind";
inline constexpr std::string_view kK8sFieldMissing = "k8s-field-missing";
inline constexpr std::string_view kK8sFieldType = "k8s-field-type";
inline constexpr std::string_view kK8sFieldValue = "k8s-field-value";
inline constexpr std::string_view kK8sFieldUnknown = "k8s-field-unknown";
inline constexpr std::string_view kK8sQuantity = "k8s-quantity";
inline constexpr std::string_view kK8sQuantityTiny = "k8s-quantity-tiny";
inline constexpr std::string_view kK8sName = "k8s-name";
inline constexpr std::string_view kK8sObjectTwice = "k8s-object-twice";
inline constexpr std::string_view kK8sTooManyPods = "k8s-too-many-pods";
inline constexpr std::string_view kK8sKindUnknown = "k8s-kind-unknown";
inline constexpr std::string_view kK8sPodTemplateUncounted = "k8s-pod-template-uncounted";
inline constexpr std::string_view kK8sHook = "k8s-hook";
inline constexpr std::string_view kK8sRequestOverLimit = "k8s-request-over-limit";
inline constexpr std::string_view kK8sCron = "k8s-cron";

// Schedules
inline constexpr std::string_view kSchedule = "schedule";

// Descriptions of a cluster
inline constexpr std::string_view kClusterFormat = "cluster-format";
inline constexpr std::string_view kClusterTwo = "cluster-two";

// Saved results
inline constexpr std::string_view kResultField = "result-field";
inline constexpr std::string_view kResultFormat = "result-format";

// Measured usage
inline constexpr std::string_view kUsageFormat = "usage-format";
inline constexpr std::string_view kUsageJoin = "usage-join";
inline constexpr std::string_view kUsagePrecision = "usage-precision";
inline constexpr std::string_view kUsageValue = "usage-value";

// Prices and settings
inline constexpr std::string_view kPriceData = "price-data";
inline constexpr std::string_view kRegionUnknown = "region-unknown";
inline constexpr std::string_view kUsage = "usage";
inline constexpr std::string_view kPodUnplaced = "pod-unplaced";
inline constexpr std::string_view kOutputUnwritable = "output-unwritable";

/// The whole table, sorted by code.
std::span<const CodeEntry> codes();

}  // namespace eksplan::diag
