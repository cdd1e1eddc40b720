// The man page's part that is made from the table, in mdoc.
#pragma once

#include <string>

namespace ctask {

/// The page with its one line `@COMMANDS@` replaced by every command and option. A page without such a line
/// stays as it is.
std::string man_page(const std::string& page);

} // namespace ctask
