// A workspace with every file that there can be, one of which is replaced by something hostile, and every
// command.
#pragma once

#include "support/binary.hpp"

#include <functional>
#include <map>
#include <optional>

namespace ctask {

struct Attack {
    /// For messages: what is done to which file.
    std::string what;
    /// The file of the workspace that is attacked, as good_files() names it.
    std::string file;
    /// Does the harm in the workspace of this path.
    std::function<void(const std::string& workspace)> harm;
};

/// What must not happen, whatever lies on disk, is checked after each command: a crash, a hang, a silent
/// failure, a raw control character on a terminal, memory without bound, JSON that is none, a touched canary.
class HostileScene {
  public:
    HostileScene();

    /// The files of the workspace that ctask reads, by name.
    const std::map<std::string, std::string>& good_files() const { return good_; }
    const std::string& canary() const { return canary_; }

    /// Puts the good workspace in place, does the harm in it, and runs every command; those that change
    /// something each get a workspace of their own, and may still run when this returns.
    void attack(const Attack& attack);
    /// The same with only the commands that look into this file, and then a session.
    void attack_readers(const Attack& attack);
    /// The same with only one that looks into this file; and a session when `also_session`.
    void attack_briefly(const Attack& attack, bool also_session);

    /// With this as config.yaml, which `harm` is given the path of: what prints the settings, and a session;
    /// and whatever else reads them when `by_every_command`.
    void attack_settings(const std::string& what, bool by_every_command,
                         const std::function<void(const std::string&)>& harm);

    /// From now on every command runs as somebody whom file modes keep out. False, with a word about it, when
    /// that cannot be done here.
    bool lose_privileges();

    /// Waits for all that runs, and says how much was tried.
    void finish();

  private:
    void make_good_workspace();
    /// Into a root of this name; the path of the workspace there.
    std::string put_in_place(const std::string& root);
    Program start(const Words& command, const std::string& root) const;
    void judge(const Words& command, Program& program);
    void begin(const Attack& attack);
    /// In the workspace that lies in the root "root".
    void run(const Words& command);
    /// Side by side with others in a root of its own, after the harm: most of these wait for a write lock
    /// that nobody gives back.
    void run_changing(const Attack& attack,
                      const std::function<Words(const std::string& workspace)>& command);
    /// Waits for what runs in this root, if anything does.
    void finish(const std::string& root);

    Binary ctask_;
    Words through_;
    std::string template_;
    std::string workspace_;
    std::string canary_;
    std::string canary_before_;
    /// The only file of the workspace in the root "root" that is not as it was put in place.
    std::optional<std::string> harmed_;
    std::map<std::string, std::string> good_;
    struct Running {
        std::string what;
        Words command;
        Program program;
    };
    std::map<std::string, Running> running_;
    std::size_t next_root_ = 0;
    std::size_t attacks_ = 0;
    std::size_t runs_ = 0;
};

} // namespace ctask
