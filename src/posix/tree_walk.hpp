// Walks a workspace's files, on as many threads as call work().
#pragma once

#include "base/times.hpp"
#include "world/tree.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

namespace ctask {

/// Lists what the rules leave in, entering directories newest first, following no link. Every directory is
/// reached from the root by its path, so that no more than one descriptor a thread is open, however deep or
/// wide the tree is.
class TreeWalk {
  public:
    /// `root` is borrowed. `path` is for the message when the root itself cannot be read.
    TreeWalk(int root, std::string path, ScanRules rules);

    /// Walks on this thread until about so many entries are seen, or so much time has passed. True when
    /// nothing is left. Not beside work().
    bool walk_some(std::size_t entries, Nanoseconds time);
    /// Walks until nothing is left, sharing with other threads that do the same. What it throws also ends the
    /// others.
    void work();
    /// Has every work() return soon. From any thread.
    void stop();
    /// From any thread.
    std::size_t files_seen() const { return files_seen_.load(std::memory_order_relaxed); }
    /// Everything found, sorted; once all work() calls have returned.
    Scan take_result();

  private:
    class Reader;

    bool next_directory(std::string& path);
    void finish_directory(std::vector<std::string> subdirectories);
    void collect(Reader& reader);

    int root_;
    std::string path_;
    ScanRules rules_;

    std::mutex mutex_;
    std::condition_variable changed_;
    /// Paths of directories yet to be read, relative to the root; the root's is empty.
    std::vector<std::string> pending_{std::string()};
    std::size_t being_read_ = 0;
    std::vector<Scan> results_;

    std::atomic<bool> stopped_ = false;
    std::atomic<std::size_t> files_seen_ = 0;
};

} // namespace ctask
