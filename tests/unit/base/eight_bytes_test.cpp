// Questions asked of eight bytes at once have the answers that eight single questions would have.
#include "base/eight_bytes.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <array>
#include <random>

using namespace ctask;

TEST_CASE("eight bytes at once are judged as one by one")
{
    std::mt19937 random(20261123);
    constexpr std::array<unsigned char, 12> kEdges = {0x00, 0x01, 0x1F, 0x20, 0x21, 0x22,
                                                      0x5C, 0x7E, 0x7F, 0x80, 0x81, 0xFF};
    for (int round = 0; round < 30'000; ++round) {
        std::array<char, kEightBytes> bytes{};
        for (char& byte : bytes) {
            const bool harmless = random() % 4 != 0;
            byte = static_cast<char>(harmless ? 'a' + random() % 26 : kEdges[random() % kEdges.size()]);
        }
        const auto any = [&bytes](auto predicate) {
            return std::any_of(bytes.begin(), bytes.end(),
                               [&](char byte) { return predicate(static_cast<unsigned char>(byte)); });
        };
        const std::uint64_t word = load_eight_bytes(bytes.data());

        REQUIRE(any_beyond_ascii(word) == any([](unsigned char byte) { return byte >= 0x80; }));
        REQUIRE(any_below(word, 0x20) == any([](unsigned char byte) { return byte < 0x20; }));
        REQUIRE(any_equal(word, '"') == any([](unsigned char byte) { return byte == '"'; }));
        REQUIRE(is_printed_ascii_but(word, '"', '\\') != any([](unsigned char byte) {
                    return byte < 0x20 || byte > 0x7E || byte == '"' || byte == '\\';
                }));
        REQUIRE(any_equal(word, 0x7F) == any([](unsigned char byte) { return byte == 0x7F; }));
    }
}
