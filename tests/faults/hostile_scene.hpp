// A workspace with every file that there can be, one of which is replaced by something hostile, and every
// command.
#pragma once

#include "support/binary.hpp"

#include <functional>
#include <map>

namespace ctask {

/// What must not happen, whatever lies on disk, is checked after each command: a crash, a hang, a silent
/// failure, a raw control character on a terminal, memory without bound, JSON that is none, a touched canary.
class HostileScene {
  public:
    HostileScene();

    /// The files of the workspace that ctask reads, by name.
    const std::map<std::string, std::string>& good_files() const { return good_; }
    const std::string& canary() const { return canary_; }
    /// The workspace as every attack finds it.
    const std::string& workspace() const { return workspace_; }

    /// Puts the good workspace in place, does the harm in it (its path is given), and runs every command;
    /// those that change something each get a workspace of their own.
    void attack(const std::function<void(const std::string&)>& harm);
    /// The same with only the commands that look into this file, and then a session.
    void attack_readers(const std::string& file, const std::function<void(const std::string&)>& harm);
    /// The same with only one that looks into this file; and a session when `also_session`.
    void attack_briefly(const std::string& file, bool also_session,
                        const std::function<void(const std::string&)>& harm);

    /// With this as config.yaml: what reads the settings.
    void attack_settings(const std::function<void(const std::string& config_file)>& harm);

    std::size_t runs() const { return runs_; }

  private:
    void make_good_workspace();
    void find_commands();
    void put_in_place();
    void run(const Words& command);

    Binary ctask_;
    std::string template_;
    std::string workspace_;
    std::string canary_;
    std::string canary_before_;
    std::map<std::string, std::string> good_;
    std::vector<Words> looking_;
    std::vector<Words> changing_;
    std::size_t runs_ = 0;
};

} // namespace ctask
