// Mailboxes: a memory file and a pipe, which others open through /proc/PID/fd. Nothing lies on a disk.
#pragma once

#include "world/processes.hpp"

namespace asio {
class io_context;
}

namespace ctask {

/// Processes::put_out, read_letter and answer.
std::unique_ptr<Mailbox> make_mailbox(asio::io_context& context, const std::string& letter);
std::optional<std::string> read_letter_at(const std::string& address);
void answer_to(const std::string& address, const std::string& line);

} // namespace ctask
