// The names of files on their way into place: .LEAF.tmp.PID.N, beside the file LEAF.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace ctask {

/// The files among the user's own that ctask writes anew: task.yaml with every change of the workspace, the
/// others when it is renamed. What is half written of any other file there is not ctask's.
inline constexpr std::array<std::string_view, 3> kRewritten = {"task.yaml", "notes.md", "AGENTS.md"};

/// What comes before PID.N.
std::string temporary_prefix(std::string_view leaf);
/// Whether the file `leaf` is written under such a name; when `leaf` is empty, whether any file is.
bool is_temporary_name(std::string_view name, std::string_view leaf = {});

} // namespace ctask
