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
    /// `err` writes to stderr, which is a terminal if `is_terminal`; otherwise nothing is ever shown. The
    /// clock is borrowed. `doing` goes before the number.
    ScanProgress(std::function<void(std::string_view)> err, bool is_terminal, bool colour, const Clock& clock,
                 std::string doing = "looking at the files");

    /// So many files were seen up to now: shown once the walk has taken half a second.
    void show(std::size_t files);
    /// The walk is over: what was shown is erased.
    void erase();

  private:
    std::function<void(std::string_view)> err_;
    bool is_terminal_;
    bool colour_;
    const Clock& clock_;
    std::string doing_;
    std::optional<BootTime> began_;
    bool shown_ = false;
};

} // namespace ctask
