// The code of a source file cut into words and punctuation.
#pragma once

#include "lint/source.hpp"

#include <string_view>
#include <vector>

namespace ctask::lint {

/// A name, a number, a punctuator, or a literal (whose text is its opening quote alone).
struct Token {
    std::string_view text;
    std::size_t line = 0;
};

/// The tokens look into `source.code`, which must outlive them. `<` and `>` always stand alone, so that
/// template brackets can be counted.
std::vector<Token> tokens_of(const Source& source);

bool is_name(std::string_view token);

} // namespace ctask::lint
