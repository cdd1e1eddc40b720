// Summaries, ours and the earlier tool's.
#include "fuzz/claim.hpp"
#include "fuzz/file_claims.hpp"
#include "fuzz/session_claims.hpp"
#include "fuzz/targets.hpp"

#include "base/text.hpp"
#include "record/summary.hpp"

namespace ctask::fuzz {

namespace {

std::string written(const Summary& summary)
{
    StringSink sink;
    write_summary(sink, summary);
    return std::move(sink.text);
}

void claim_round_trip(const Summary& summary)
{
    const std::string text = written(summary);
    std::string problem;
    const auto again = parse_summary(text, ScanRules(), problem);
    claim(again.has_value(), "a summary that was written is read");
    claim(written(*again) == text, "a summary that was read is written the same");
    claim_same_session(*again, summary, kAllNames);
    claim(again->end_manifest.has_value() == summary.end_manifest.has_value(),
          "a summary keeps its manifest");
    if (summary.end_manifest) claim_same_list(*again->end_manifest, *summary.end_manifest);
}

} // namespace

void try_summary(std::string_view bytes)
{
    const ScanRules rules;
    std::string problem;
    const auto summary = parse_summary(bytes, rules, problem);
    claim(summary.has_value() == problem.empty(), "a summary is either read or refused in words");
    claim(visible(problem) == problem, "words of refusal can be shown");
    if (!summary) return;
    claim_good_session(*summary);
    if (summary->end_manifest) claim_good_list(*summary->end_manifest, rules);
    claim_round_trip(*summary);
}

} // namespace ctask::fuzz
