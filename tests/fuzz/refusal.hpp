// How the readers of YAML refuse: by a Failure that names the line, and by nothing else.
#pragma once

#include "fuzz/claim.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

namespace ctask::fuzz {

/// Whether `read` does not refuse. The file must have been given to it as "t".
template <typename Read>
bool is_accepted(const Read& read)
{
    try {
        read();
        return true;
    } catch (const Failure& failure) {
        const std::string_view what = failure.what();
        claim(what.starts_with("t:") && what.find_first_of("123456789") == 2, "a refusal says where");
        claim(visible(what) == what, "a refusal can be shown");
        return false;
    }
}

} // namespace ctask::fuzz
