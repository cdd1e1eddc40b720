// What is said when something is refused.
#pragma once

#include "base/error.hpp"
#include "support/doctest.hpp"

#include <functional>
#include <string>

namespace ctask {

/// The sentence of the Failure that this throws; the test fails when it throws none.
inline std::string refusal_of(const std::function<void()>& action)
{
    try {
        action();
    } catch (const Failure& failure) {
        return failure.what();
    }
    FAIL("nothing was refused");
    return {};
}

} // namespace ctask
