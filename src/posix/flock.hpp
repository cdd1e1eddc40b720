// flock(2) that never waits long: what came of an attempt.
#pragma once

#include "base/unique_fd.hpp"
#include "world/directory.hpp"

namespace ctask {

enum class Flock {
    taken,
    /// Somebody else has it.
    busy,
    /// The file system offers none.
    unsupported,
};

/// Tries once, exclusively; given back when the open file is closed. Throws for any other error.
Flock try_flock(int descriptor);

/// Opens a directory again. A flock belongs to the open file: a second one by the same would succeed beside
/// the first.
UniqueFd open_for_turns(int directory);

/// The turn of whoever unlinks a lock file in a directory, break and release alike: a flock on the directory
/// itself, waited for a tenth of a second at most since it is held only across a look and an unlink.
class DirectoryTurn {
  public:
    /// `directory` is borrowed, of open_for_turns(), and bad when that failed: the turn is then not ours.
    explicit DirectoryTurn(int directory);
    ~DirectoryTurn();
    DirectoryTurn(const DirectoryTurn&) = delete;
    DirectoryTurn& operator=(const DirectoryTurn&) = delete;

    /// Also where no flock is to be had: there is nothing better then.
    bool is_ours() const { return state_ != Flock::busy; }

  private:
    int directory_;
    Flock state_ = Flock::busy;
};

} // namespace ctask
