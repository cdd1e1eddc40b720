// Where a long JSON text can be cut so that it need not be parsed as a whole. Judges nothing: what is cut is
// parsed afterwards, piece by piece.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace ctask {

/// The bytes between an array's brackets: [begin, end).
struct ArrayInside {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The array that is the outermost object's first member of this name. Nothing when there is none, or when
/// the text is not laid out as such an object is; a key that is written with escapes is not found.
std::optional<ArrayInside> find_array(std::string_view json, std::string_view key);

/// Of an array's inside: where the piece ends that has `least` bytes or a little more. There is a comma
/// between two of its elements, or the end.
std::size_t end_of_piece(std::string_view inside, std::size_t least);

} // namespace ctask
