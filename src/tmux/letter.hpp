// What the ctask at a terminal gives to the one that is to keep a tmux session.
#pragma once

#include "record/seat.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

struct Letter {
    std::string session_id;
    /// The workspace's path.
    std::string workspace;
    /// The root that it was found under.
    std::string root;
    /// An empty socket is the one that the environment names.
    TmuxSeat tmux;
    /// A command line of ctask's that starts a session, without the program's name; none for a session that
    /// runs already.
    std::vector<std::string> words;
    /// The environment at that terminal, byte for byte.
    std::vector<std::string> environment;
};

std::string sealed(const Letter& letter);
/// Nothing for what is none.
std::optional<Letter> opened(const std::string& text);

/// One line that goes the other way: what a pane showed last.
std::string sealed_last_words(const std::vector<std::string>& lines);
std::optional<std::vector<std::string>> opened_last_words(const std::string& line);

} // namespace ctask
