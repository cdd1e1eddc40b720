// Finding what dead sessions have left.
#include "session/remains.hpp"

#include "workspace/layout.hpp"

#include <algorithm>

namespace ctask {

namespace {

bool belongs_to_one(const std::string& manifest_file, const std::vector<LeaseOnDisk>& leases)
{
    return std::any_of(leases.begin(), leases.end(),
                       [&](const LeaseOnDisk& lease) { return start_manifest_of(lease) == manifest_file; });
}

} // namespace

std::vector<Remains> find_remains(const std::vector<LeaseOnDisk>& leases, const Directory& state)
{
    std::vector<Remains> found;
    for (const LeaseOnDisk& lease : leases)
        if (!lease.verdict.is_live() && !lease.irregular)
            found.push_back({lease, start_manifest_of(lease), state.stamp_of(start_manifest_of(lease))});
    std::vector<std::string> manifests = {layout::kStartManifest};
    for (const std::string& name : coexisting_names(state))
        if (name.front() != '.' && name.ends_with(layout::kManifestSuffix))
            manifests.push_back(layout::kCoexisting + "/" + name);
    for (const std::string& file : manifests) {
        const auto stamp = state.stamp_of(file);
        const bool regular = stamp && stamp->kind == FileKind::regular;
        if (regular && !belongs_to_one(file, leases)) found.push_back({std::nullopt, file, stamp});
    }
    return found;
}

bool Remains::same_as(const Remains& other) const
{
    const auto same = [](const std::optional<FileStamp>& left, const std::optional<FileStamp>& right) {
        return left.has_value() == right.has_value() && (!left || left->same_version(*right));
    };
    const auto stamp_of = [](const Remains& remains) {
        return remains.lease ? std::optional(remains.lease->stamp) : std::nullopt;
    };
    return manifest_file == other.manifest_file && same(manifest_stamp, other.manifest_stamp) &&
           same(stamp_of(*this), stamp_of(other));
}

} // namespace ctask
