// A look at the first bytes spares a long read: a crash leaves files of zeros, of any length.
#include "record/json_file.hpp"

#include "base/text.hpp"

#include <string_view>
#include <system_error>

namespace ctask {

namespace {

/// Less than this is read in no time.
constexpr std::uint64_t kLong = 1 << 20;

bool begins_an_object(const Directory& directory, const std::string& name)
{
    bool begins = true;
    directory.read_in_parts(name, [&begins](std::string_view part) {
        part.remove_prefix(byte_order_mark(part).size());
        const std::size_t first = part.find_first_not_of(" \t\r\n");
        begins = first != std::string_view::npos && part[first] == '{';
        return false;
    });
    return begins;
}

} // namespace

FileContent read_json_file(const Directory& directory, const std::string& name, std::size_t limit)
{
    try {
        const auto stamp = directory.stamp_of(name);
        const bool is_long = stamp && stamp->kind == FileKind::regular && stamp->size > kLong;
        if (is_long && !begins_an_object(directory, name)) {
            FileContent bad;
            bad.state = FileContent::State::bad;
            bad.problem = "is not valid JSON: it does not begin as an object";
            bad.stamp = *stamp;
            return bad;
        }
    } catch (const std::system_error&) {
        // What keeps it from being looked at keeps it from being read, and is told there.
    }
    return directory.read(name, limit);
}

} // namespace ctask
