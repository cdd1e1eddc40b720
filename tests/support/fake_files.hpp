// The real file system below a scratch directory, but without threads, and failing where a test wants.
#pragma once

#include "support/faults.hpp"
#include "support/timeline.hpp"
#include "world/files.hpp"

#include <memory>

namespace asio {
class io_context;
}

namespace ctask {

class FakeFiles : public Files {
  public:
    FakeFiles(asio::io_context& context, std::shared_ptr<Timeline> timeline);
    ~FakeFiles() override;

    std::unique_ptr<Directory> open_directory(const std::string& path) override;
    std::unique_ptr<Directory> find_directory(const std::string& path) override;
    std::unique_ptr<Directory> ensure_directory(const std::string& path, mode_t mode) override;
    FileContent read(const std::string& path, std::size_t limit) const override
    {
        return real_->read(path, limit);
    }
    Task<Scan> scan(const Directory& workspace, ScanRules rules,
                    std::function<void(std::size_t)> progress) override;
    Survey survey(const Directory& directory, const KeepGoing& go_on) override;
    Removal remove_tree(Directory& parent, const std::string& name, const FileStamp& judged,
                        const KeepGoing& go_on) override;
    LockAttempt try_lock(Directory& directory, const std::string& name, const std::string& content,
                         const LockReader& is_of_here) override;
    /// `file_system`, whatever it really is.
    FileSystemFacts file_system_of(const Directory&) const override { return file_system; }
    /// `trial` when that says that something fails, else what comes of it.
    FileSystemTrial try_out(Directory& directory, const std::string& name) override;
    std::unique_ptr<Watch> watch(const Directory& directory) override { return real_->watch(directory); }
    std::unique_ptr<WatchSet> watch_many() override { return real_->watch_many(); }

    Faults& faults() { return *faults_; }
    /// Scans that were begun.
    int scans = 0;
    /// Directories, from the top of what is scanned, that a scan cannot list. Sorted.
    std::vector<std::string> unlistable;
    /// Trials that were made.
    int trials = 0;
    FileSystemFacts file_system{"ext4", std::uint64_t{61} << 30, false};
    FileSystemTrial trial;
    /// What a survey finds something mounted on, besides what is so.
    std::vector<std::string> mount_points;

  private:
    std::unique_ptr<Directory> wrap(std::unique_ptr<Directory> real) const;

    std::unique_ptr<Files> real_;
    std::shared_ptr<Faults> faults_ = std::make_shared<Faults>();
    std::shared_ptr<Timeline> timeline_;
};

} // namespace ctask
