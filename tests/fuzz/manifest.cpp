// Manifests, ours and the earlier tool's, read with and without patterns of the user's.
#include "fuzz/claim.hpp"
#include "fuzz/file_claims.hpp"
#include "fuzz/targets.hpp"

#include "base/text.hpp"
#include "record/manifest.hpp"

#include <chrono>

namespace ctask::fuzz {

namespace {

std::string written(const Manifest& manifest)
{
    StringSink sink;
    write_manifest(sink, manifest);
    return std::move(sink.text);
}

void claim_round_trip(const Manifest& manifest)
{
    const std::string text = written(manifest);
    std::string problem;
    const auto again = parse_manifest(text, ScanRules(), problem);
    claim(again.has_value(), "a manifest that was written is read");
    claim(again->captured_at == std::chrono::floor<Seconds>(manifest.captured_at),
          "a manifest keeps its time");
    claim(again->session_id == manifest.session_id, "a manifest keeps its session");
    claim_same_list(again->files, manifest.files);
}

} // namespace

void try_manifest(std::string_view bytes)
{
    const ScanRules ours;
    std::string problem;
    const auto manifest = parse_manifest(bytes, ours, problem);
    claim(manifest.has_value() == problem.empty(), "a manifest is either read or refused in words");
    claim(visible(problem) == problem, "words of refusal can be shown");

    const ScanRules more({"*.o", "/build/", "a/*", "[", "\\"});
    const auto fewer = parse_manifest(bytes, more, problem);
    claim(fewer.has_value() == manifest.has_value(), "patterns do not decide whether a manifest is read");
    if (!manifest) return;
    claim_good_list(manifest->files, ours);
    claim_good_list(fewer->files, more);
    claim(fewer->files.size() <= manifest->files.size(), "patterns only leave out");
    claim_round_trip(*manifest);
}

} // namespace ctask::fuzz
