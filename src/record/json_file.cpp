// A look at the first bytes spares a long read: a crash leaves files of zeros, of any length.
#include "record/json_file.hpp"

#include "base/text.hpp"

namespace ctask {

namespace {

/// Less than this is read in no time.
constexpr std::size_t kLong = 1 << 20;

bool begins_an_object(std::string_view part)
{
    part.remove_prefix(byte_order_mark(part).size());
    const std::size_t first = part.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && part[first] == '{';
}

} // namespace

JsonFile read_json_file(const Directory& directory, const std::string& name, std::size_t limit,
                        std::string_view array, const std::function<void(JsonValue)>& each)
{
    JsonFile read;
    JsonInParts json(array, each);
    std::size_t length = 0;
    bool is_object = false;
    read.file = directory.read_in_parts(name, limit, [&](std::string_view part) {
        if (length == 0) is_object = begins_an_object(part);
        length += part.size();
        return (is_object || length <= kLong) && json.add(part);
    });
    if (!read.file.present()) return read;
    if (is_object || length <= kLong)
        read.document = json.finish(read.file.problem);
    else
        read.file.problem = "is not valid JSON: it does not begin as an object";
    if (!read.document) read.file.state = FileContent::State::bad;
    return read;
}

} // namespace ctask
