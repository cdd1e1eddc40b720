// A directory of a bench's own, with trees and workspaces in it, which is gone when the bench ends, also when
// it is interrupted.
#pragma once

#include "bench/command.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace ctask::bench {

enum class Shape {
    /// Many small directories, nine files in each.
    node_modules,
    /// Fewer and deeper directories, fifteen files in each, and a .git beside them.
    checkout,
};

/// One at a time in a process: it takes SIGINT, SIGTERM and SIGHUP, which are blocked from then on.
class Room {
  public:
    /// Below `parent`.
    explicit Room(const std::string& parent);
    ~Room();
    Room(const Room&) = delete;
    Room& operator=(const Room&) = delete;

    const std::string& path() const { return path_; }
    std::string path(const std::string& name) const { return path_ + "/" + name; }

    /// `ctask ARGUMENTS` with its home and root in the room.
    Command ctask(const std::vector<std::string>& arguments) const;
    /// The environment that it gets, for whoever is compared with it.
    const std::vector<std::string>& environment() const { return environment_; }

    /// A tree of so many files, on two threads.
    void make_tree(const std::string& name, std::size_t files, Shape shape) const;
    /// A workspace without a session; its path.
    std::string make_workspace(const std::string& slug) const;
    /// So many workspaces, without running ctask for each.
    void make_workspaces(std::size_t count) const;
    /// Makes it look as if so many sessions had been.
    void make_past(const std::string& workspace, std::size_t sessions) const;
    void write(const std::string& name, const std::string& text) const;
    void remove(const std::string& name) const;

  private:
    struct Watch;
    std::string path_;
    std::vector<std::string> environment_;
    std::unique_ptr<Watch> watch_;
};

/// Where trees lie on a disk, and where no disk is waited for.
inline const std::string kDisk = "/tmp";
inline const std::string kMemory = "/dev/shm";

} // namespace ctask::bench
