#pragma once
/// Where the reader and the YAML test suite differ, and why. kubectl's reader is a port of libyaml,
/// so libyaml's reading is the right one for manifests where the suite (YAML 1.2) wants another.

#include <array>
#include <cstdint>
#include <string_view>

namespace eksplan::doc {

enum class Deviation : std::uint8_t {
  none,
  we_refuse,        ///< libyaml accepts it, the reader does not
  libyaml_refuses,  ///< both refuse what the suite accepts
  libyaml_accepts,  ///< both accept what the suite refuses
  other_value,      ///< read, but as another value than the suite says
};

struct Listed {
  std::string_view id;
  Deviation deviation;
  std::string_view reason;
};

// What the reader refuses beyond libyaml
inline constexpr std::string_view kKeyNotText =
    "a key that is a list or a mapping cannot be in a Kubernetes object";
inline constexpr std::string_view kDashes =
    "kubectl refuses a line that goes on right behind its three dashes";

// What YAML 1.1 and libyaml have otherwise than YAML 1.2
inline constexpr std::string_view kEmptyKey =
    "libyaml wants '? ' before a key that is empty or an alias";
inline constexpr std::string_view kReserved = "libyaml refuses directives that it does not know";
inline constexpr std::string_view kVersion = "libyaml reads versions 1.1 and 1.2 only";
inline constexpr std::string_view kDirective = "libyaml accepts directives that the suite refuses";
inline constexpr std::string_view kAnchorName =
    "libyaml has only letters, digits, - and _ in the name of an anchor";
inline constexpr std::string_view kColonInFlow =
    "libyaml refuses a ':' without a blank in a flow collection";
inline constexpr std::string_view kColonNextLine =
    "libyaml wants the ':' of a flow mapping on the line of its key";
inline constexpr std::string_view kColonFirst = "libyaml has no flow scalar that begins with ':'";
inline constexpr std::string_view kQuestionMark =
    "in a flow collection libyaml takes '?' for the mark of a key";
inline constexpr std::string_view kDashInFlow = "libyaml takes '-' in a flow collection for text";
inline constexpr std::string_view kTab =
    "libyaml refuses tabs where the suite takes them for blanks";
inline constexpr std::string_view kTabAccepted =
    "libyaml accepts tabs at the beginning of a line in quotes or brackets";
inline constexpr std::string_view kIndentInFlow =
    "libyaml does not look at indentation in quotes and brackets";
inline constexpr std::string_view kIndentOfText =
    "libyaml accepts blank lines of a text that are longer than its indentation";
inline constexpr std::string_view kIndentZero =
    "libyaml ends a text without indentation at its first line";
inline constexpr std::string_view kComment = "libyaml accepts a comment without a blank before it";
inline constexpr std::string_view kAfterEnd = "libyaml wants --- before a document, also after ...";
inline constexpr std::string_view kEndMarker =
    "libyaml takes ... without a document before it for content";
inline constexpr std::string_view kNoLastBreak =
    "libyaml does not take the end of the text for a line break";
inline constexpr std::string_view kBooleanKey =
    "an unquoted y is a boolean to kubectl, also as a key";

inline constexpr std::array kDeviations{
    Listed{"2JQS", Deviation::libyaml_refuses, kEmptyKey},
    Listed{"2LFX", Deviation::libyaml_refuses, kReserved},
    Listed{"2SXE", Deviation::libyaml_refuses, kAnchorName},
    Listed{"4ABK", Deviation::libyaml_refuses, kColonInFlow},
    Listed{"4FJ6", Deviation::we_refuse, kKeyNotText},
    Listed{"4MUZ-00", Deviation::libyaml_refuses, kColonNextLine},
    Listed{"4MUZ-01", Deviation::libyaml_refuses, kColonNextLine},
    Listed{"4MUZ-02", Deviation::libyaml_refuses, kColonNextLine},
    Listed{"58MP", Deviation::libyaml_refuses, kColonFirst},
    Listed{"5MUD", Deviation::libyaml_refuses, kColonNextLine},
    Listed{"5T43", Deviation::libyaml_refuses, kColonFirst},
    Listed{"652Z", Deviation::other_value, kQuestionMark},
    Listed{"6BCT", Deviation::libyaml_refuses, kTab},
    Listed{"6BFJ", Deviation::we_refuse, kKeyNotText},
    Listed{"6CA3", Deviation::libyaml_refuses, kTab},
    Listed{"6LVF", Deviation::libyaml_refuses, kReserved},
    Listed{"6M2F", Deviation::libyaml_refuses, kEmptyKey},
    Listed{"6PBE", Deviation::we_refuse, kKeyNotText},
    Listed{"7Z25", Deviation::libyaml_refuses, kAfterEnd},
    Listed{"82AN", Deviation::we_refuse, kDashes},
    Listed{"8XYN", Deviation::libyaml_refuses, kAnchorName},
    Listed{"96NN-00", Deviation::libyaml_refuses, kTab},
    Listed{"96NN-01", Deviation::libyaml_refuses, kTab},
    Listed{"9C9N", Deviation::libyaml_accepts, kIndentInFlow},
    Listed{"9HCY", Deviation::libyaml_accepts, kDirective},
    Listed{"9JBA", Deviation::libyaml_accepts, kComment},
    Listed{"9MMW", Deviation::we_refuse, kKeyNotText},
    Listed{"9SA2", Deviation::libyaml_refuses, kColonNextLine},
    Listed{"A2M4", Deviation::libyaml_refuses, kTab},
    Listed{"BEC7", Deviation::libyaml_refuses, kVersion},
    Listed{"C4HZ", Deviation::other_value, kBooleanKey},
    Listed{"CFD4", Deviation::libyaml_refuses, kEmptyKey},
    Listed{"CVW2", Deviation::libyaml_accepts, kComment},
    Listed{"DBG4", Deviation::libyaml_refuses, kColonFirst},
    Listed{"DK3J", Deviation::libyaml_refuses, kIndentZero},
    Listed{"DK95-00", Deviation::libyaml_refuses, kTab},
    Listed{"DK95-01", Deviation::libyaml_accepts, kTabAccepted},
    Listed{"DK95-03", Deviation::libyaml_refuses, kTab},
    Listed{"DK95-04", Deviation::libyaml_refuses, kTab},
    Listed{"EB22", Deviation::libyaml_accepts, kDirective},
    Listed{"EXG3", Deviation::we_refuse, kDashes},
    Listed{"FP8R", Deviation::libyaml_refuses, kIndentZero},
    Listed{"FRK4", Deviation::libyaml_refuses, kColonInFlow},
    Listed{"G5U8", Deviation::libyaml_accepts, kDashInFlow},
    Listed{"HM87-00", Deviation::libyaml_refuses, kColonFirst},
    Listed{"HM87-01", Deviation::other_value, kQuestionMark},
    Listed{"HWV9", Deviation::libyaml_refuses, kEndMarker},
    Listed{"JEF9-02", Deviation::other_value, kNoLastBreak},
    Listed{"K3WX", Deviation::libyaml_refuses, kColonNextLine},
    Listed{"KK5P", Deviation::we_refuse, kKeyNotText},
    Listed{"L24T-01", Deviation::other_value, kNoLastBreak},
    Listed{"LX3P", Deviation::we_refuse, kKeyNotText},
    Listed{"M2N8-00", Deviation::libyaml_refuses, kEmptyKey},
    Listed{"M2N8-01", Deviation::we_refuse, kKeyNotText},
    Listed{"M5DY", Deviation::we_refuse, kKeyNotText},
    Listed{"M7A3", Deviation::libyaml_refuses, kAfterEnd},
    Listed{"MUS6-00", Deviation::libyaml_accepts, kDirective},
    Listed{"MUS6-01", Deviation::libyaml_accepts, kDirective},
    Listed{"MUS6-05", Deviation::libyaml_refuses, kReserved},
    Listed{"MUS6-06", Deviation::libyaml_refuses, kReserved},
    Listed{"NHX8", Deviation::libyaml_refuses, kEmptyKey},
    Listed{"NJ66", Deviation::libyaml_refuses, kColonNextLine},
    Listed{"NKF9", Deviation::libyaml_refuses, kEmptyKey},
    Listed{"Q5MG", Deviation::libyaml_refuses, kTab},
    Listed{"Q9WF", Deviation::we_refuse, kKeyNotText},
    Listed{"QB6E", Deviation::libyaml_accepts, kIndentInFlow},
    Listed{"QT73", Deviation::libyaml_refuses, kEndMarker},
    Listed{"R4YG", Deviation::libyaml_refuses, kTab},
    Listed{"RHX7", Deviation::libyaml_accepts, kDirective},
    Listed{"RZP5", Deviation::we_refuse, kKeyNotText},
    Listed{"S3PD", Deviation::libyaml_refuses, kEmptyKey},
    Listed{"S98Z", Deviation::libyaml_accepts, kIndentOfText},
    Listed{"SBG9", Deviation::we_refuse, kKeyNotText},
    Listed{"SM9W-01", Deviation::libyaml_refuses, kEmptyKey},
    Listed{"SU5Z", Deviation::libyaml_accepts, kComment},
    Listed{"UKK6-00", Deviation::libyaml_refuses, kEmptyKey},
    Listed{"UT92", Deviation::libyaml_refuses, kColonNextLine},
    Listed{"V9D5", Deviation::we_refuse, kKeyNotText},
    Listed{"VJP3-01", Deviation::libyaml_refuses, kColonNextLine},
    Listed{"W4TN", Deviation::libyaml_refuses, kReserved},
    Listed{"W5VH", Deviation::libyaml_refuses, kAnchorName},
    Listed{"X38W", Deviation::we_refuse, kKeyNotText},
    Listed{"X4QW", Deviation::libyaml_accepts, kComment},
    Listed{"XW4D", Deviation::we_refuse, kKeyNotText},
    Listed{"Y2GN", Deviation::other_value, kAnchorName},
    Listed{"Y79Y-01", Deviation::libyaml_refuses, kTab},
    Listed{"Y79Y-03", Deviation::libyaml_accepts, kTabAccepted},
    Listed{"Y79Y-10", Deviation::libyaml_refuses, kTab},
    Listed{"YJV2", Deviation::libyaml_accepts, kDashInFlow},
};

}  // namespace eksplan::doc
