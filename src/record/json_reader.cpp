// Reads JSON by simdjson's document model: every check that it leaves to us, and its errors in words.
#include "record/json_reader.hpp"

#include "base/text.hpp"
#include "record/json_pieces.hpp"

#include <algorithm>
#include <bit>
#include <simdjson.h>

namespace ctask {

namespace {

constexpr std::size_t kNestingLimit = 64;
/// A parser for less than this makes itself anew when it is used.
constexpr std::size_t kSmallest = 64;
constexpr std::size_t kSizeLimit = simdjson::SIMDJSON_MAXSIZE_BYTES - simdjson::SIMDJSON_PADDING;
constexpr std::string_view kBlanks = " \t\r\n";
/// Parsed at once: it and what is made of it stay in the processor's cache.
constexpr std::size_t kPiece = std::size_t{64} * 1024;

using Element = simdjson::dom::element;

std::size_t first_invalid_byte(std::string_view bytes)
{
    std::size_t good = 0;
    while (good < bytes.size()) {
        std::size_t next = good;
        next_character(bytes, next);
        if (!is_valid_utf8(bytes.substr(good, next - good))) break;
        good = next;
    }
    return good;
}

/// Where a byte of what is parsed is in the text.
using PlaceInText = std::function<std::size_t(std::size_t)>;

/// simdjson says what is wrong but hardly ever where; this finds the place where that is cheap.
std::string describe_error(simdjson::error_code error, std::string_view bytes, const PlaceInText& in_text)
{
    const std::string prefix = "is not valid JSON: ";
    const auto at = [&](std::size_t place) { return " at byte " + std::to_string(in_text(place)); };
    switch (error) {
    case simdjson::CAPACITY:
        return "is too large";
    case simdjson::MEMALLOC:
        return "is too large for the memory that can be had";
    case simdjson::DEPTH_ERROR:
        return prefix + "nested more than " + std::to_string(kNestingLimit) + " deep";
    case simdjson::UTF8_ERROR:
        return prefix + "not UTF-8" + at(first_invalid_byte(bytes));
    default:
        break;
    }
    if (const std::size_t zero = bytes.find('\0'); zero != std::string_view::npos)
        return prefix + "a zero byte" + at(zero);
    const char last = bytes[bytes.find_last_not_of(kBlanks)];
    if (error == simdjson::UNCLOSED_STRING || (last != '}' && last != ']'))
        return prefix + "it ends early," + at(bytes.size());
    switch (error) {
    case simdjson::NUMBER_ERROR:
        return prefix + "a number that is malformed or out of range";
    case simdjson::STRING_ERROR:
        return prefix + "a malformed string";
    case simdjson::UNESCAPED_CHARS:
        return prefix + "a control character in a string";
    default:
        return prefix + "its brackets, commas and colons do not fit together";
    }
}

} // namespace

/// Carries simdjson's element in and out of a JsonValue.
struct JsonElement {
    static_assert(sizeof(Element) == sizeof(JsonValue::element_) && std::is_trivially_copyable_v<Element>);

    static JsonValue wrap(Element element)
    {
        JsonValue value;
        value.element_ = std::bit_cast<decltype(value.element_)>(element);
        value.present_ = true;
        return value;
    }

    /// Nothing when the value is absent or of another type.
    template <typename Wanted>
    static std::optional<Wanted> get(const JsonValue& value)
    {
        Wanted wanted;
        if (!value.present_) return std::nullopt;
        if (std::bit_cast<Element>(value.element_).get(wanted) != simdjson::SUCCESS) return std::nullopt;
        return wanted;
    }

    static bool is_null(const JsonValue& value) { return std::bit_cast<Element>(value.element_).is_null(); }
};

bool JsonValue::is_object() const
{
    return JsonElement::get<simdjson::dom::object>(*this).has_value();
}

bool JsonValue::is_array() const
{
    return JsonElement::get<simdjson::dom::array>(*this).has_value();
}

bool JsonValue::is_null_or_absent() const
{
    return !present_ || JsonElement::is_null(*this);
}

JsonValue JsonValue::operator[](std::string_view key) const
{
    const auto object = JsonElement::get<simdjson::dom::object>(*this);
    Element member;
    if (!object || object->at_key(key).get(member) != simdjson::SUCCESS) return {};
    return JsonElement::wrap(member);
}

void JsonValue::find_members(const std::string_view* keys, JsonValue* found, std::size_t count) const
{
    const auto object = JsonElement::get<simdjson::dom::object>(*this);
    if (!object) return;
    std::size_t expected = 0;
    const auto end = object->end();
    for (auto member = object->begin(); member != end; ++member) {
        const std::string_view key = member.key();
        const bool is_next = expected < count && key == keys[expected];
        const auto place =
            is_next ? expected : static_cast<std::size_t>(std::find(keys, keys + count, key) - keys);
        if (place == count) continue;
        if (!found[place].present_) found[place] = JsonElement::wrap(member.value());
        expected = place + 1;
    }
}

std::optional<std::string_view> JsonValue::text_view() const
{
    return JsonElement::get<std::string_view>(*this);
}

std::optional<std::string> JsonValue::text() const
{
    const auto view = text_view();
    return view ? std::optional<std::string>(*view) : std::nullopt;
}

std::optional<std::int64_t> JsonValue::number() const
{
    return JsonElement::get<std::int64_t>(*this);
}

std::optional<bool> JsonValue::truth() const
{
    return JsonElement::get<bool>(*this);
}

std::optional<WallTime> JsonValue::time() const
{
    const auto view = text_view();
    return view ? parse_time(*view) : std::nullopt;
}

std::vector<std::string> JsonValue::texts() const
{
    std::vector<std::string> all;
    each([&all](const JsonValue& element) {
        if (const auto view = element.text_view()) all.emplace_back(*view);
        return true;
    });
    return all;
}

std::vector<JsonMember> JsonValue::members_but(const std::vector<std::string_view>& keys) const
{
    std::vector<JsonMember> others;
    const auto object = JsonElement::get<simdjson::dom::object>(*this);
    if (!object) return others;
    for (const auto& [key, value] : *object)
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            others.push_back({std::string(key), simdjson::minify(value)});
    return others;
}

void JsonValue::each(const std::function<bool(JsonValue)>& each) const
{
    const auto array = JsonElement::get<simdjson::dom::array>(*this);
    if (!array) return;
    for (const Element element : *array)
        if (!each(JsonElement::wrap(element))) return;
}

/// Without the parser: its work space, several times the file, is given back as soon as the document stands.
struct JsonDocument::State {
    simdjson::dom::document document;
};

JsonDocument::JsonDocument() : state_(std::make_unique<State>()) {}
JsonDocument::~JsonDocument() = default;
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;

std::optional<JsonDocument> JsonDocument::parse(std::string_view bytes, std::string& problem)
{
    return parse(
        bytes, [](std::size_t place) { return place; }, problem);
}

std::optional<JsonDocument> JsonDocument::parse(std::string_view bytes, const PlaceInText& in_text,
                                                std::string& problem)
{
    problem.clear();
    const std::size_t skipped = byte_order_mark(bytes).size();
    const auto behind_mark = [&](std::size_t place) { return in_text(place + skipped); };
    bytes.remove_prefix(skipped);
    if (bytes.find_first_not_of(kBlanks) == std::string_view::npos) {
        problem = "is empty";
        return std::nullopt;
    }
    if (bytes.size() > kSizeLimit) {
        problem = describe_error(simdjson::CAPACITY, bytes, behind_mark);
        return std::nullopt;
    }

    JsonDocument document;
    simdjson::dom::parser parser;
    simdjson::error_code error = parser.allocate(std::max(bytes.size(), kSmallest), kNestingLimit + 1);
    if (error == simdjson::SUCCESS)
        error = parser.parse_into_document(document.state_->document, bytes.data(), bytes.size()).error();
    if (error != simdjson::SUCCESS) {
        problem = describe_error(error, bytes, behind_mark);
        return std::nullopt;
    }
    return document;
}

JsonValue JsonDocument::root() const
{
    return JsonElement::wrap(state_->document.root());
}

struct JsonInParts::State {
    State(std::string_view array, std::function<void(JsonValue)> each_element)
        : key(array), each(std::move(each_element)),
          pieces(array, kPiece, [this](std::string& list, std::size_t place, JsonPieces::Cut cut) {
              return parse(list, place, cut);
          })
    {
    }

    bool parse(std::string& list, std::size_t place, JsonPieces::Cut cut)
    {
        // An array in the root lies one level deeper than a list by itself.
        simdjson::error_code error = simdjson::SUCCESS;
        if (parser.capacity() == 0) error = parser.allocate(2 * kPiece, kNestingLimit);
        list.reserve(list.size() + simdjson::SIMDJSON_PADDING);
        simdjson::dom::array elements;
        if (error == simdjson::SUCCESS) error = parser.parse(list.data(), list.size(), false).get(elements);
        if (error == simdjson::SUCCESS && elements.begin() == elements.end()) error = simdjson::TAPE_ERROR;
        if (error != simdjson::SUCCESS) {
            const auto in_text = [place](std::size_t in_list) { return place + in_list; };
            if (cut == JsonPieces::Cut::surely) problem = describe_error(error, list, in_text);
            return false;
        }
        for (const Element element : elements) each(JsonElement::wrap(element));
        return true;
    }

    std::string key;
    std::function<void(JsonValue)> each;
    JsonPieces pieces;
    simdjson::dom::parser parser;
    std::string problem;
};

JsonInParts::JsonInParts(std::string_view array, std::function<void(JsonValue)> each)
    : state_(std::make_unique<State>(array, std::move(each)))
{
}
JsonInParts::~JsonInParts() = default;

bool JsonInParts::add(std::string_view part)
{
    return state_->problem.empty() && state_->pieces.add(part);
}

std::optional<JsonDocument> JsonInParts::finish(std::string& problem)
{
    JsonPieces& pieces = state_->pieces;
    if (state_->problem.empty()) pieces.finish();
    problem = state_->problem;
    if (!problem.empty()) return std::nullopt;
    const auto in_text = [&pieces](std::size_t place) { return pieces.place_in_text(place); };
    std::optional<JsonDocument> document = JsonDocument::parse(pieces.rest(), in_text, problem);
    if (!document) return std::nullopt;
    bool is_empty = true;
    const JsonValue array = document->root()[state_->key];
    array.each([&](const JsonValue& element) {
        is_empty = false;
        if (!pieces.is_cut()) state_->each(element);
        return true;
    });
    // The first of a key counts: it was not the one that was cut.
    if (pieces.is_cut() && (!array.is_array() || !is_empty)) {
        problem = "has " + state_->key + " twice";
        return std::nullopt;
    }
    return document;
}

} // namespace ctask
