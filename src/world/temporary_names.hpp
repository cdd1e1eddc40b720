// The names of files on their way into place: .LEAF.tmp.PID.N, beside the file LEAF.
#pragma once

#include <string>
#include <string_view>

namespace ctask {

/// What comes before PID.N.
std::string temporary_prefix(std::string_view leaf);
/// Whether the file `leaf` is written under such a name; when `leaf` is empty, whether any file is.
bool is_temporary_name(std::string_view name, std::string_view leaf = {});

} // namespace ctask
