// A directory of the real file system, held open.
#pragma once

#include "base/unique_fd.hpp"
#include "world/directory.hpp"

namespace ctask {

class PosixDirectory : public Directory {
  public:
    PosixDirectory(UniqueFd descriptor, std::string path)
        : descriptor_(std::move(descriptor)), path_(std::move(path))
    {
    }

    const std::string& path() const override { return path_; }
    FileStamp stamp() const override;
    bool is_removed() const override;
    std::optional<FileStamp> stamp_of(const std::string& name) const override;
    FileContent read(const std::string& name, std::size_t limit) const override;
    FileContent read_in_parts(const std::string& name, std::size_t limit,
                              const std::function<bool(std::string_view)>& take) const override;
    std::string link_target(const std::string& name) const override;
    void write(const std::string& name, const std::function<void(ByteSink&)>& produce, Durability durability,
               mode_t mode) override;
    using Directory::write;
    void append(const std::string& name, std::string_view bytes, Durability durability, mode_t mode) override;
    bool remove(const std::string& name) override;
    std::vector<std::string> names(const std::string& subdirectory) const override;
    std::unique_ptr<Directory> open(const std::string& name) const override;
    bool make_directory(const std::string& name, mode_t mode) override;
    bool make_link(const std::string& target, const std::string& name) override;
    bool move(const std::string& name, Directory& target, const std::string& new_name) override;
    void set_mode(const std::string& name, mode_t mode) override;
    void sweep(std::span<const std::string_view> leaves) override;
    void sync() override;
    WallTime now_by_file_system() override;
    int descriptor() const override { return descriptor_.get(); }

  private:
    UniqueFd descriptor_;
    std::string path_;
};

} // namespace ctask
