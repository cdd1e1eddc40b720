// How far a walk through a workspace has come, for whoever waits for it at a terminal.
#pragma once

#include "world/clock.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ctask {

class ScanProgress {
  public:
    /// `err` writes to stderr. Nothing is ever shown unless that is a terminal which `redraws` and, when its
    /// `columns` are known (not 0), has room for the line. The clock is borrowed. `doing` goes before the
    /// number.
    ScanProgress(std::function<void(std::string_view)> err, bool redraws, std::size_t columns, bool colour,
                 const Clock& clock, std::string doing = "looking at the files");

    /// So many files were seen up to now: shown once the walk has taken half a second.
    void show(std::size_t files);
    /// The walk is over: what was shown is erased.
    void erase();

  private:
    std::function<void(std::string_view)> err_;
    bool redraws_;
    std::size_t columns_;
    bool colour_;
    const Clock& clock_;
    std::string doing_;
    std::optional<BootTime> began_;
    bool shown_ = false;
};

} // namespace ctask
