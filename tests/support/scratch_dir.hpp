// A fresh directory of a test's own, gone with everything in it when the test ends.
#pragma once

#include "base/times.hpp"

#include <string>
#include <string_view>
#include <sys/types.h>

namespace ctask {

/// Names are relative to the directory; what fails fails the test.
class ScratchDir {
  public:
    ScratchDir();
    ~ScratchDir();
    ScratchDir(const ScratchDir&) = delete;
    ScratchDir& operator=(const ScratchDir&) = delete;

    /// Absolute, without symbolic links.
    const std::string& path() const { return path_; }
    std::string path(const std::string& name) const { return name.empty() ? path_ : path_ + "/" + name; }

    /// Creates or replaces a file, with the directories that lead to it.
    void write_file(const std::string& name, std::string_view bytes) const;
    void append_to(const std::string& name, std::string_view bytes) const;
    std::string read_file(const std::string& name) const;
    void make_directory(const std::string& name) const;
    void make_link(const std::string& target, const std::string& name) const;
    void set_mode(const std::string& name, mode_t mode) const;
    /// Removes a file or a whole directory, links not followed.
    void remove(const std::string& name) const;
    /// A link counts, wherever it leads.
    bool exists(const std::string& name) const;
    /// Makes a file (or a link) look last written so long ago.
    void age(const std::string& name, Nanoseconds length) const;

  private:
    std::string path_;
};

} // namespace ctask
