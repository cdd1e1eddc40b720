// The real file system.
#pragma once

#include "posix/file_content.hpp"
#include "world/files.hpp"

namespace ctask {

class PosixFiles : public Files {
  public:
    explicit PosixFiles(asio::io_context& context) : context_(context) {}

    std::unique_ptr<Directory> open_directory(const std::string& path) override;
    std::unique_ptr<Directory> find_directory(const std::string& path) override;
    std::unique_ptr<Directory> ensure_directory(const std::string& path, mode_t mode) override;
    FileContent read(const std::string& path, std::size_t limit) const override
    {
        return read_content(path, limit);
    }
    Task<Scan> scan(const Directory& workspace, ScanRules rules,
                    std::function<void(std::size_t)> progress) override;
    Survey survey(const Directory& directory, const KeepGoing& go_on) override;
    Removal remove_tree(Directory& parent, const std::string& name, const FileStamp& judged,
                        const KeepGoing& go_on) override;
    LockAttempt try_lock(Directory& directory, const std::string& name, const std::string& content,
                         const LockReader& is_of_here) override;
    FileSystemFacts file_system_of(const Directory& directory) const override;
    FileSystemTrial try_out(Directory& directory, const std::string& name) override;
    std::unique_ptr<Watch> watch(const Directory& directory) override;
    std::unique_ptr<WatchSet> watch_many() override;

  private:
    asio::io_context& context_;
};

} // namespace ctask
