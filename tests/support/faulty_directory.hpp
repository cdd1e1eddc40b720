// A real directory in which things go wrong as a test wants, and in which files are dated by virtual time.
#pragma once

#include "support/faults.hpp"
#include "support/timeline.hpp"
#include "world/directory.hpp"

#include <memory>

namespace ctask {

class FaultyDirectory : public Directory {
  public:
    FaultyDirectory(std::unique_ptr<Directory> real, std::shared_ptr<Faults> faults,
                    std::shared_ptr<Timeline> time);

    const std::string& path() const override { return real_->path(); }
    FileStamp stamp() const override { return real_->stamp(); }
    bool is_removed() const override { return real_->is_removed(); }
    std::optional<FileStamp> stamp_of(const std::string& name) const override
    {
        touch(Touch::stamp, name);
        return real_->stamp_of(name);
    }
    FileContent read(const std::string& name, std::size_t limit) const override;
    FileContent read_in_parts(const std::string& name, std::size_t limit,
                              const std::function<bool(std::string_view)>& take) const override;
    std::string link_target(const std::string& name) const override { return real_->link_target(name); }
    using Directory::write;
    void write(const std::string& name, const std::function<void(ByteSink&)>& produce, Durability durability,
               mode_t mode) override;
    void append(const std::string& name, std::string_view bytes, Durability durability, mode_t mode) override;
    bool remove(const std::string& name) override;
    std::vector<std::string> names(const std::string& subdirectory) const override;
    std::unique_ptr<Directory> open(const std::string& name) const override;
    bool make_directory(const std::string& name, mode_t mode) override;
    bool make_link(const std::string& target, const std::string& name) override
    {
        touch(Touch::write, name);
        return real_->make_link(target, name);
    }
    bool move(const std::string& name, Directory& target, const std::string& new_name) override;
    void set_mode(const std::string& name, mode_t mode) override { real_->set_mode(name, mode); }
    void sweep(std::span<const std::string_view> leaves) override { real_->sweep(leaves); }
    void sync() override { real_->sync(); }
    WallTime now_by_file_system() override { return real_->now_by_file_system() + time_->elapsed(); }
    int descriptor() const override { return real_->descriptor(); }

  private:
    std::optional<FileContent> unread_by_fault(const std::string& name) const;
    void touch(Touch touch, const std::string& name) const { faults_->touch(touch, full(name)); }
    std::string full(const std::string& name) const { return name.empty() ? path() : path() + "/" + name; }
    void date(const std::string& name);

    std::unique_ptr<Directory> real_;
    std::shared_ptr<Faults> faults_;
    std::shared_ptr<Timeline> time_;
};

} // namespace ctask
