// The prompt of a --shell shows which workspace one is in; the user's own start-up files still run.
#pragma once

#include "session/session.hpp"
#include "world/processes.hpp"

#include <string>

namespace ctask {

/// Makes bash and zsh put "(slug) " before the prompt, by a start-up file in `.ctask/shell` that runs the
/// user's own first. Any other shell stays as it is; so does the prompt when the file cannot be written,
/// which is told as trouble.
void show_slug_in_prompt(Session& session, const Claim& claim, Command& shell);

/// The slug as it may stand in a prompt of either shell: whatever a shell or a terminal would act on becomes
/// '_'.
std::string prompt_label(const std::string& slug);
/// The start-up files themselves.
std::string bash_start_up(const std::string& label);
std::string zsh_start_up(const std::string& label);

} // namespace ctask
