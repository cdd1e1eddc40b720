// What a new workspace starts with: the built-in files, and the user's seed directories laid over them. All
// of it is known, and known to be readable, before anything is made.
#pragma once

#include "workspace/settings.hpp"
#include "world/files.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ctask {

struct SeedEntry {
    FileKind kind = FileKind::regular;
    /// Permission bits, when a seed brings it.
    mode_t mode = 0;
    /// The seed directory that brings it, under the same path; null for what is built in.
    std::shared_ptr<Directory> source;
};

class Seeds {
  public:
    /// Of projects there is more. A seed directory that is missing brings nothing. Its top-level task.yaml
    /// and .ctask are passed over. Throws Failure, naming it, for what cannot be read or is neither file,
    /// directory nor link, for a link by a relative path that leads out of the seed directory, for a file
    /// where another seed has a directory (or the other way round), and for a seed directory that holds the
    /// root that workspaces are made in.
    Seeds(Files& files, const Settings& settings, bool project);

    /// The seed directories that are there, with links resolved.
    const std::vector<std::string>& directories() const { return directories_; }
    bool has(const std::string& path) const { return entries_.count(path) != 0; }
    /// Makes all of it but the built-in files in a workspace that is empty but for .ctask, on disk when it
    /// returns, unless a seed directory has more than a few files. Throws std::system_error.
    void lay_out(Directory& workspace) const;
    /// Writes the built-in files that no seed has replaced, and to the disk; `text_of` gives the text of one.
    void write_texts(Directory& workspace,
                     const std::function<std::string(const std::string& name)>& text_of) const;

  private:
    void add_built_in(bool project);
    void add_seed(Files& files, const Setting& setting, const std::vector<std::string>& roots);
    void put(const std::string& path, SeedEntry entry);
    Durability durability_of_seeds() const;

    std::vector<std::string> directories_;
    /// By the path in the workspace: a directory comes before what is in it.
    std::map<std::string, SeedEntry> entries_;
};

} // namespace ctask
