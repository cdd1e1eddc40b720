// FakeFiles: a scan is one step on the calling thread, in which virtual time stands still.
#include "support/fake_files.hpp"

#include "posix/files.hpp"
#include "posix/tree_walk.hpp"
#include "record/listing.hpp"
#include "support/faulty_directory.hpp"

namespace ctask {

namespace {

Scan with_gaps(const Scan& whole, const std::vector<std::string>& directories)
{
    Scan scan;
    scan.unreadable = directories.size();
    scan.unreadable_paths = directories;
    for (const FileEntry& file : whole.files)
        if (!lies_in_a_gap(file.path, directories)) scan.files.add(file.path, file.size, file.modified);
    return scan;
}

} // namespace

FakeFiles::FakeFiles(asio::io_context& context, std::shared_ptr<Timeline> timeline)
    : real_(std::make_unique<PosixFiles>(context)), timeline_(std::move(timeline))
{
}

FakeFiles::~FakeFiles() = default;

std::unique_ptr<Directory> FakeFiles::wrap(std::unique_ptr<Directory> real) const
{
    return std::make_unique<FaultyDirectory>(std::move(real), faults_, timeline_);
}

std::unique_ptr<Directory> FakeFiles::open_directory(const std::string& path)
{
    return wrap(real_->open_directory(path));
}

std::unique_ptr<Directory> FakeFiles::find_directory(const std::string& path)
{
    std::unique_ptr<Directory> found = real_->find_directory(path);
    return found ? wrap(std::move(found)) : nullptr;
}

std::unique_ptr<Directory> FakeFiles::ensure_directory(const std::string& path, mode_t mode)
{
    return wrap(real_->ensure_directory(path, mode));
}

Task<Scan> FakeFiles::scan(const Directory& workspace, ScanRules rules,
                           std::function<void(std::size_t)> progress)
{
    ++scans;
    faults_->touch(Touch::scan, workspace.path());
    TreeWalk walk(workspace.descriptor(), workspace.path(), std::move(rules));
    walk.work();
    if (progress) progress(walk.files_seen());
    Scan scan = walk.take_result();
    if (!unlistable.empty()) scan = with_gaps(scan, unlistable);
    co_return std::move(scan);
}

Survey FakeFiles::survey(const Directory& directory, const KeepGoing& go_on)
{
    Survey survey = real_->survey(directory, go_on);
    survey.mount_points.insert(survey.mount_points.end(), mount_points.begin(), mount_points.end());
    return survey;
}

Removal FakeFiles::remove_tree(Directory& parent, const std::string& name, const FileStamp& judged,
                               const KeepGoing& go_on)
{
    faults_->touch(Touch::remove_tree, parent.path() + "/" + name);
    return real_->remove_tree(parent, name, judged, go_on);
}

LockAttempt FakeFiles::try_lock(Directory& directory, const std::string& name, const std::string& content,
                                const LockReader& is_of_here)
{
    const std::string path = directory.path() + "/" + name;
    faults_->touch(Touch::lock, path);
    if (const std::string* holder = faults_->holder_of(path)) {
        LockAttempt refused;
        refused.holder = *holder;
        return refused;
    }
    return real_->try_lock(directory, name, content, is_of_here);
}

FileSystemTrial FakeFiles::try_out(Directory& directory, const std::string& name)
{
    ++trials;
    const bool is_scripted = (trial.write | trial.rename | trial.link | trial.flock) != 0;
    return is_scripted ? trial : real_->try_out(directory, name);
}

} // namespace ctask
