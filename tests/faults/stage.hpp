// A root in which something has happened, put back before every try of a command.
#pragma once

#include "support/binary.hpp"

#include <map>

namespace ctask {

class Stage {
  public:
    /// Remembers the root as it is now.
    void keep();
    void put_back() const;
    /// What the user has in the root as it was kept: everything but ctask's own, by path from the root.
    const std::map<std::string, std::string>& users_files() const { return users_files_; }

    /// An agent that notes outside of the root that it ran, does `verbs` and exits 3.
    Words agent(const Words& verbs = {}) const;
    /// How often it has run since the root was put back.
    std::size_t runs() const;
    /// Waits until every process of a session is gone that was not there when the root was kept.
    void await_quiet() const;
    /// Makes temporary files and drafts look as if they had been left an hour ago and more.
    void age_leftovers() const;
    /// Temporary files and drafts, by path.
    Words leftovers() const;

    Binary ctask;

  private:
    std::map<std::string, std::string> users_files_;
    std::size_t processes_ = 0;
};

/// Every regular file below a directory, by relative path, with what is in it.
std::map<std::string, std::string> files_below(const std::string& directory);

} // namespace ctask
