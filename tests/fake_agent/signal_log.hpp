// The fake agent's record of the signals it gets.
#pragma once

#include <string>

namespace fake_agent {

/// INT for SIGINT and so on; a number goes too. Ends the program with 99 for an unknown name.
int signal_number(const std::string& name);

/// From now on each signal that can be caught adds a line "INT from PID" to the file ("INT from kernel" for a
/// key; "37 from PID" for one without a name) and does nothing else. CHLD, the stops, the continuation, the
/// real-time and the synchronous ones keep their actions.
void log_signals(const std::string& file);
/// The same for one more signal.
void log_signal(int number);
/// Waits until that signal was logged once more than at the last wait for it.
void wait_for_signal(int number);

} // namespace fake_agent
