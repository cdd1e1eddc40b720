// Questions asked of eight bytes at once, for the loops that run over a million paths.
#pragma once

#include <cstdint>
#include <cstring>

namespace ctask {

inline constexpr std::size_t kEightBytes = 8;
inline constexpr std::uint64_t kEachByteOne = 0x0101010101010101;
inline constexpr std::uint64_t kEachByteHigh = 0x8080808080808080;

/// `bytes` must have eight of them.
inline std::uint64_t load_eight_bytes(const char* bytes)
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

/// Whether all are ASCII from the blank to the tilde, and none is one of these two, which are ASCII too.
constexpr bool is_printed_ascii_but(std::uint64_t word, unsigned char first, unsigned char second)
{
    // What is subtracted, or added, reaches into a byte's neighbour only where the byte itself shows already.
    const std::uint64_t shown = word | (word + kEachByteOne) | (word - kEachByteOne * ' ') |
                                ((word ^ kEachByteOne * first) - kEachByteOne) |
                                ((word ^ kEachByteOne * second) - kEachByteOne);
    return (shown & kEachByteHigh) == 0;
}

constexpr bool any_beyond_ascii(std::uint64_t word)
{
    return (word & kEachByteHigh) != 0;
}

/// `limit` is at most 0x80.
constexpr bool any_below(std::uint64_t word, unsigned char limit)
{
    return ((word - kEachByteOne * limit) & ~word & kEachByteHigh) != 0;
}

constexpr bool any_equal(std::uint64_t word, unsigned char byte)
{
    return any_below(word ^ (kEachByteOne * byte), 1);
}

} // namespace ctask
