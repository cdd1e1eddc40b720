// A root in which something has happened, put back before every try of a command.
#pragma once

#include "support/binary.hpp"

#include <map>

namespace ctask {

class Stage {
  public:
    /// Remembers the root as it is now.
    void keep();
    /// The lease of a session that lives on, by its path: it is put back as fresh as its heartbeats, which do
    /// not reach a copy, would have left it.
    void keep_beating(const std::string& lease) { beating_.push_back(lease); }
    void put_back() const;
    /// What was in a file of the root then, by its path in the root.
    std::string kept_file(const std::string& path) const;

    /// Files of the user's that were there when the root was kept and are lost: a file of that name with what
    /// was in it has to be somewhere in the root, for what is around it may have been moved.
    Words lost_files() const;

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
    /// Everything but ctask's own, by path from the root.
    std::map<std::string, std::string> users_files_;
    std::size_t processes_ = 0;
    std::vector<std::string> beating_;
};

/// A session in this workspace whose ctask was killed, and whose agent has ended by now.
void cut_off_session(const Stage& stage, const std::string& workspace);

/// One that goes on until the program is gone.
Program start_owner(const Stage& stage, const std::string& workspace);

/// Every regular file below a directory, by relative path, with what is in it.
std::map<std::string, std::string> files_below(const std::string& directory);

} // namespace ctask
