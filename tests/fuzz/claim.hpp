// What a fuzz target claims of the code, whatever bytes it was given.
#pragma once

#include <stdexcept>

namespace ctask::fuzz {

/// The code is wrong; what() is the claim that does not hold.
class BrokenClaim : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

inline void claim(bool holds, const char* what)
{
    if (!holds) throw BrokenClaim(what);
}

} // namespace ctask::fuzz
