// Writes JSON, to files and to stdout: commas, indentation and escapes. Reading it is record's business.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ctask {

/// Where bytes go: a file that is being written, a string. write() throws std::system_error.
class ByteSink {
  public:
    virtual ~ByteSink() = default;
    virtual void write(std::string_view bytes) = 0;
};

/// Writes one JSON value. Strings are made valid UTF-8 on the way (invalid bytes become U+FFFD), so what
/// comes out is always valid; characters that are not seen (controls, directions, zero widths) are escaped,
/// so it does nothing to a terminal. A reader that needs the raw bytes gets them from a base64 member written
/// beside. Calls must nest rightly: key() before each value in an object, none in an array.
class JsonWriter {
  public:
    enum class Layout { indented, one_line };

    /// Indented by two spaces with a line feed at the end of the document, or on one line without one.
    explicit JsonWriter(ByteSink& sink, Layout layout = Layout::indented);
    ~JsonWriter();
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(std::uint64_t number);
    JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& value(bool truth);
    JsonWriter& null();
    /// An array of strings.
    JsonWriter& value(const std::vector<std::string>& texts);

    /// Elements of an array, each behind an element_lead(), which are written as they are: for what comes by
    /// the million. Their text is valid JSON, laid out with member_lead() and object_end(), and its strings
    /// are quoted by append_json_string().
    JsonWriter& ready_elements(std::string_view text);
    /// What stands before an element of the array that is written here next: a comma, its line.
    std::string element_lead() const;
    /// What stands between the bracket or value before a member and the member's value, for a member of an
    /// object that is such an element: its line, its key. The comma is not in it.
    std::string member_lead(std::string_view key) const;
    /// What stands behind the last member of such an object.
    std::string object_end() const;
    /// A value that is JSON already, on one line; characters that are not seen are escaped in it too.
    JsonWriter& json(std::string_view text);

    /// Hands what is buffered to the sink; called once, after the value is complete. Not done by the
    /// destructor: a sink may throw.
    void finish();

  private:
    JsonWriter& begin(char bracket);
    JsonWriter& end(char bracket);
    void before_value();
    void before_member();
    void new_line();
    void drain_when_full();
    void drain();

    ByteSink& sink_;
    Layout layout_;
    std::string buffer_;
    std::vector<bool> has_members_;
    bool after_key_ = false;
};

/// Appends `value` as the JSON string that JsonWriter would write for it. True when that is the bytes as they
/// are, all of them ASCII.
bool append_json_string(std::string& json, std::string_view value);

/// Collects what is written to it.
class StringSink : public ByteSink {
  public:
    void write(std::string_view bytes) override { text.append(bytes); }
    std::string text;
};

} // namespace ctask
