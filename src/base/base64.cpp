// Base64, strictly: one text for every sequence of bytes.
#include "base/base64.hpp"

#include <cstdint>

namespace ctask {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::string to_base64(std::string_view bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::string_view group = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t index = 0; index < 3; ++index)
            bits = bits << 8 | (index < group.size() ? static_cast<unsigned char>(group[index]) : 0u);
        for (std::size_t index = 0; index < 4; ++index)
            text += index <= group.size() ? kAlphabet[bits >> (18 - 6 * index) & 0x3F] : '=';
    }
    return text;
}

std::optional<std::string> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t at = 0; at < text.size(); at += 4) {
        std::uint32_t bits = 0;
        std::size_t digits = 0;
        for (const char character : text.substr(at, 4)) {
            const std::size_t digit = kAlphabet.find(character);
            if (digit == std::string_view::npos) break;
            bits = bits << 6 | static_cast<std::uint32_t>(digit);
            ++digits;
        }
        bits <<= 6 * (4 - digits);
        for (std::size_t index = 0; index + 1 < digits; ++index)
            bytes += static_cast<char>(static_cast<unsigned char>(bits >> (16 - 8 * index)));
    }
    // Whatever else is wrong (padding, stray bits, characters outside the alphabet) shows in writing it
    // again.
    if (to_base64(bytes) != text) return std::nullopt;
    return bytes;
}

} // namespace ctask
