// Reads JSON from disk, forgiving in what it accepts and strict in what it believes. With json_reader.cpp the
// only place that knows simdjson.
#pragma once

#include "base/times.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ctask {

/// A member of an object by itself; `json` is its value as it would be written, on one line.
struct JsonMember {
    std::string key;
    std::string json;
    bool operator==(const JsonMember&) const = default;
};

/// A value in a parsed document; valid while its JsonDocument lives. Every getter gives nothing when the
/// value is absent, null, of another type or out of range, so that a reader states defaults and never
/// crashes.
class JsonValue {
  public:
    JsonValue() = default;
    bool is_object() const;
    bool is_array() const;
    bool is_null_or_absent() const;
    JsonValue operator[](std::string_view key) const;
    std::optional<std::string> text() const;
    /// The same without a copy: borrowed from the document.
    std::optional<std::string_view> text_view() const;
    std::optional<std::int64_t> number() const;
    std::optional<bool> truth() const;
    std::optional<WallTime> time() const;
    /// The members of an object that have these keys, absent ones included: in one go, and with the least to
    /// do when they stand in this order.
    template <std::size_t count>
    std::array<JsonValue, count> members(const std::array<std::string_view, count>& keys) const
    {
        std::array<JsonValue, count> found;
        find_members(keys.data(), found.data(), count);
        return found;
    }
    /// The strings of an array; elements of another type are left out; empty for null and for anything else.
    std::vector<std::string> texts() const;
    /// The members of an object whose keys are none of these, in their order; none of anything else.
    std::vector<JsonMember> members_but(const std::vector<std::string_view>& keys) const;
    /// Calls back for each element of an array; false from `each` stops.
    void each(const std::function<bool(JsonValue)>& each) const;

  private:
    friend class JsonDocument;
    friend struct JsonElement;
    void find_members(const std::string_view* keys, JsonValue* found, std::size_t count) const;

    /// simdjson's element as bytes, so that this header need not know it.
    std::array<std::byte, 2 * sizeof(void*)> element_{};
    bool present_ = false;
};

/// A parsed file. A byte-order mark at the start is passed over; nesting over 64 is refused. Of a key that
/// stands twice in an object the first counts.
class JsonDocument {
  public:
    ~JsonDocument();
    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    /// Nothing when it is not JSON; `problem` then goes on after the file's name: "is empty", "is not valid
    /// JSON: it ends early, at byte 812"; otherwise it is emptied. The bytes are not needed afterwards.
    static std::optional<JsonDocument> parse(std::string_view bytes, std::string& problem);
    JsonValue root() const;

  private:
    friend class JsonInParts;
    JsonDocument();
    static std::optional<JsonDocument> parse(std::string_view bytes,
                                             const std::function<std::size_t(std::size_t)>& in_text,
                                             std::string& problem);
    struct State;
    std::unique_ptr<State> state_;
};

/// Parses a text that comes in parts and is mostly one array, the root's member `array`: when that is long,
/// its elements are parsed in pieces, and the memory is that of a piece. They are handed to `each`, for which
/// they count only when a document comes back; a long array is empty in the document.
class JsonInParts {
  public:
    JsonInParts(std::string_view array, std::function<void(JsonValue)> each);
    ~JsonInParts();
    JsonInParts(const JsonInParts&) = delete;
    JsonInParts& operator=(const JsonInParts&) = delete;
    /// The next part, of any length. False when no more is needed: this is not JSON.
    bool add(std::string_view part);
    /// After the last part, once: as JsonDocument::parse.
    std::optional<JsonDocument> finish(std::string& problem);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace ctask
