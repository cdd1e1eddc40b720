// Seeds: gathered first, laid out then.
#include "workspace/seeds.hpp"

#include "base/error.hpp"
#include "workspace/built_in_files.hpp"
#include "workspace/layout.hpp"
#include "workspace/opening.hpp"
#include "workspace/paths.hpp"
#include "workspace/tree_visit.hpp"

#include <algorithm>

namespace ctask {
namespace {

constexpr mode_t kPermissions = 0777;
/// Each takes a disk about 10 ms; of many nobody should have to wait for it.
constexpr std::ptrdiff_t kMostSynced = 8;

const std::string kWhatSeedsHold =
    "a seed holds files, directories and links that you may read: mend that, or take it out";

[[noreturn]] void refuse(const std::string& why, const std::string& hint = {})
{
    throw Failure("cannot seed a workspace: " + why, hint);
}

/// Nothing when there is no such directory.
std::shared_ptr<Directory> open_seed(Files& files, const Setting& setting)
{
    if (setting.value.empty()) return nullptr;
    try {
        return files.find_directory(setting.value);
    } catch (const std::system_error& error) {
        refuse(std::string(error.what()) + " (" + setting.full_source() + ")",
               is_of_the_system(error.code())
                   ? ""
                   : "name a directory that you may read, or one that is not there");
    }
}

/// The path of the root without links, as far as it is there.
std::string real_path(Files& files, const std::string& path)
{
    try {
        return files.open_directory(path)->path();
    } catch (const std::system_error&) {
        return path;
    }
}

/// Whether a link at `path` would mean something else in a workspace than in the seed directory.
bool leads_out(const std::string& path, const std::string& target)
{
    if (target.starts_with('/')) return false;
    std::ptrdiff_t depth = std::count(path.begin(), path.end(), '/');
    for (std::size_t start = 0; start < target.size();) {
        const std::size_t end = std::min(target.find('/', start), target.size());
        const std::string step = target.substr(start, end - start);
        if (step == "..")
            --depth;
        else if (!step.empty() && step != ".")
            ++depth;
        if (depth < 0) return true;
        start = end + 1;
    }
    return false;
}

void read_seed(const Directory& seed, const std::string& path,
               const std::function<bool(std::string_view)>& take)
{
    const FileContent read = seed.read_in_parts(path, kAnyLength, take);
    if (read.present()) return;
    if (read.error != 0) throw_system_error(read.error, "cannot read " + seed.path_of(path));
    refuse(seed.path_of(path) + " " + (read.absent() ? "is gone" : read.problem), kWhatSeedsHold);
}

/// Opens a file as creation will; says of anything else what it is.
void require_usable(const Directory& seed, const std::string& path, const FileStamp& stamp)
{
    if (stamp.kind == FileKind::directory) return;
    if (stamp.kind != FileKind::symlink) {
        read_seed(seed, path, [](std::string_view) { return false; });
        return;
    }
    const std::string target = seed.link_target(path);
    if (leads_out(path, target))
        refuse("the link " + seed.path() + "/" + path + " leads out of the seed directory, to " + target,
               "make it absolute, or put the file itself there");
}

} // namespace

Seeds::Seeds(Files& files, const Settings& settings, bool project)
{
    add_built_in(project);
    std::vector<std::string> roots = {real_path(files, settings.root.value)};
    if (!settings.project_root.value.empty()) roots.push_back(real_path(files, settings.project_root.value));
    add_seed(files, settings.seed_dir, roots);
    if (project) add_seed(files, settings.seed_project_dir, roots);
}

void Seeds::add_built_in(bool project)
{
    for (const std::string& name : {layout::kContext, layout::kOutput, layout::kLogs})
        put(name, {FileKind::directory, 0, nullptr});
    for (const std::string& name : built_in_names(project)) put(name, {FileKind::regular, 0, nullptr});
}

void Seeds::add_seed(Files& files, const Setting& setting, const std::vector<std::string>& roots)
{
    const std::shared_ptr<Directory> seed = open_seed(files, setting);
    if (!seed) return;
    for (const std::string& root : roots)
        if (seed->path() == root || !path_below(root, seed->path()).empty())
            refuse("the seed directory " + seed->path() + " (" + setting.full_source() + ") holds the root " +
                   root);
    directories_.push_back(seed->path());
    const auto take = [&](const std::string& path, const FileStamp& stamp) {
        if (path == layout::kTaskFile || path == layout::kState) return NextStep::pass_over;
        require_usable(*seed, path, stamp);
        put(path, {stamp.kind, stamp.mode & kPermissions, seed});
        return NextStep::enter;
    };
    try {
        visit_tree(*seed, take);
    } catch (const std::system_error& error) {
        refuse(error.what(), is_of_the_system(error.code()) ? "" : kWhatSeedsHold);
    }
}

void Seeds::put(const std::string& path, SeedEntry entry)
{
    const auto [found, is_new] = entries_.try_emplace(path, entry);
    if (is_new) return;
    SeedEntry& earlier = found->second;
    const auto is_directory = [](const SeedEntry& each) { return each.kind == FileKind::directory; };
    if (is_directory(earlier) != is_directory(entry)) {
        const std::string other = earlier.source ? earlier.source->path() : "every workspace";
        const std::string kinds =
            is_directory(entry) ? " is a directory, and no directory in " : " is no directory, and one in ";
        refuse(entry.source->path() + "/" + path + kinds + other);
    }
    if (!is_directory(entry)) earlier = std::move(entry);
}

Durability Seeds::durability_of_seeds() const
{
    const auto files = std::count_if(entries_.begin(), entries_.end(), [](const auto& entry) {
        return entry.second.source && entry.second.kind == FileKind::regular;
    });
    return files <= kMostSynced ? Durability::synced : Durability::buffered;
}

void Seeds::lay_out(Directory& workspace) const
{
    const Durability durability = durability_of_seeds();
    for (const auto& [path, entry] : entries_) {
        const Directory* source = entry.source.get();
        const auto copy = [source, name = path](ByteSink& sink) {
            read_seed(*source, name, [&sink](std::string_view part) {
                sink.write(part);
                return true;
            });
        };
        if (entry.kind == FileKind::directory)
            workspace.make_directory(path, source ? kPrivateDirectory : kSharedDirectory);
        else if (entry.kind == FileKind::symlink)
            workspace.make_link(source->link_target(path), path);
        else if (source)
            workspace.write(path, copy, durability, kPrivateFile);
    }
    // At last, for a directory may be one that nothing can be made in; what is in it before itself.
    for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry)
        if (entry->second.source && entry->second.kind != FileKind::symlink)
            workspace.set_mode(entry->first, entry->second.mode);
}

void Seeds::write_texts(Directory& workspace,
                        const std::function<std::string(const std::string& name)>& text_of) const
{
    for (const auto& [path, entry] : entries_)
        if (!entry.source && entry.kind == FileKind::regular)
            workspace.write(path, text_of(path), Durability::synced, kSharedFile);
}

} // namespace ctask
