// Base64 both ways, and what is refused.
#include "base/base64.hpp"
#include "support/doctest.hpp"

#include <utility>
#include <vector>

using namespace ctask;

TEST_CASE("the examples of RFC 4648 hold both ways")
{
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {std::string("\0\xFF\xFE", 3), "AP/+"},
    };
    for (const auto& [bytes, text] : rows) {
        CHECK(to_base64(bytes) == text);
        CHECK(from_base64(text) == bytes);
    }
}

TEST_CASE("every byte survives in every position")
{
    for (int byte = 0; byte < 256; ++byte) {
        for (std::size_t position = 0; position < 4; ++position) {
            std::string bytes = "abcd";
            bytes[position] = static_cast<char>(byte);
            REQUIRE(from_base64(to_base64(bytes)) == bytes);
        }
    }
}

TEST_CASE("what was never written that way is refused")
{
    for (const std::string_view text :
         {"Z", "Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zh==", "Zm9=", "Zm9v\n", "Zm 9", "Zm9-", "Zm9_",
          "Zg==Zg==", "Zm=v", "=Zm9", "\xC3\xA9\xC3\xA9"}) {
        CAPTURE(text);
        CHECK(from_base64(text) == std::nullopt);
    }
}
