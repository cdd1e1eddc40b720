// Tells what is left of a session from what a live one holds.
#include "session/remains.hpp"

#include "workspace/layout.hpp"

#include <algorithm>
#include <set>

namespace ctask {

namespace {

/// As start_manifest_of has it, the other way round.
std::string lease_of(const std::string& manifest_file)
{
    if (manifest_file == layout::kStartManifest) return layout::kLease;
    return manifest_file.substr(0, manifest_file.size() - layout::kManifestSuffix.size()) + ".json";
}

} // namespace

std::vector<Remains> find_remains(const std::vector<LeaseOnDisk>& leases, const Directory& state)
{
    std::vector<Remains> found;
    std::set<std::string> owned;
    for (const LeaseOnDisk& lease : leases) {
        const std::string manifest = start_manifest_of(lease);
        owned.insert(manifest);
        if (!lease.verdict.is_live() && !lease.irregular)
            found.push_back({lease.file, manifest, lease, state.stamp_of(manifest)});
    }
    std::vector<std::string> manifests = {layout::kStartManifest};
    for (const std::string& name : coexisting_names(state))
        if (name.front() != '.' && name.ends_with(layout::kManifestSuffix))
            manifests.push_back(layout::kCoexisting + "/" + name);
    for (const std::string& file : manifests) {
        const auto stamp = state.stamp_of(file);
        const bool regular = stamp && stamp->kind == FileKind::regular;
        if (regular && owned.count(file) == 0) found.push_back({lease_of(file), file, std::nullopt, stamp});
    }
    std::stable_sort(found.begin(), found.end(), [](const Remains& left, const Remains& right) {
        return left.last_sign() < right.last_sign();
    });
    return found;
}

bool Remains::still_lie_in(const Directory& state) const
{
    const auto lease_stamp = lease ? std::optional(lease->stamp) : std::nullopt;
    return same_version(lease_stamp, state.stamp_of(lease_file)) &&
           same_version(manifest_stamp, state.stamp_of(manifest_file));
}

WallTime Remains::last_sign() const
{
    return lease ? lease->stamp.modified : manifest_stamp->modified;
}

} // namespace ctask
