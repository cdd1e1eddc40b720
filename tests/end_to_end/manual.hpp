// What the manual tells its readers to type, and the programs that they have.
#pragma once

#include "support/binary.hpp"

namespace ctask {

/// The commands that a section of ctask(1) shows behind a prompt, in their order.
Words commands_in_manual(const std::string& section);
/// The texts that it shows as they would stand in files.
Words blocks_in_manual(const std::string& section);

/// Puts a script into the user's bin/.
void install(const Binary& ctask, const std::string& name, const std::string& script);
/// Puts ctask there, and bin/ on PATH.
void install_ctask(Binary& ctask);

} // namespace ctask
