// What shall go wrong, or happen in between, when ctask touches a file.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ctask {

enum class Touch { read, stamp, write, append, remove, names, make_directory, move, lock, scan, remove_tree };

class Faults {
  public:
    /// From now on the operation fails with this errno for the file: the end of its path, "session.json" or
    /// ".ctask/session.json"; for a scan and for names the directory's.
    void fail(Touch touch, const std::string& file, int error);
    /// Runs something just before the next such operation: a race, step by step.
    void before(Touch touch, const std::string& file, std::function<void()> action);
    /// Somebody else has the lock, now and for ever.
    void hold_lock(const std::string& file, std::string holder);
    void forget_all() { rules_.clear(); }

    /// Called by the fakes: runs what is to come before, and throws std::system_error for what is to fail.
    void touch(Touch touch, const std::string& path);
    /// The errno that touch() would throw; 0 for none. Runs what is to come before.
    int error_of(Touch touch, const std::string& path);
    /// Who holds the lock by a test's word; null for nobody.
    const std::string* holder_of(const std::string& path) const;

  private:
    struct Rule {
        Touch touch;
        std::string file;
        int error = 0;
        std::function<void()> action;
        bool holds_lock = false;
        std::string holder;
        bool matches(Touch what, const std::string& path) const;
    };
    std::vector<Rule> rules_;
};

} // namespace ctask
