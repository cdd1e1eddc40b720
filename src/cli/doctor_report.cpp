// What the doctor found, as lines for people and as JSON.
#include "cli/doctor.hpp"

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "cli/json_members.hpp"
#include "report/table.hpp"

#include <algorithm>

namespace ctask {

namespace {

using Level = Check::Level;

constexpr std::size_t kGap = 2;
/// What was found and what to do stand beside each other up to here, one under the other beyond.
constexpr std::size_t kFoundColumns = 46;

const char* name_of(Level level)
{
    switch (level) {
    case Level::pass:
        return "PASS";
    case Level::info:
        return "INFO";
    case Level::warn:
        return "WARN";
    case Level::fail:
        return "FAIL";
    }
    return "";
}

Shade shade_of(Level level)
{
    switch (level) {
    case Level::pass:
        return Shade::good;
    case Level::info:
        return Shade::dim;
    case Level::warn:
        return Shade::doubtful;
    case Level::fail:
        return Shade::bad;
    }
    return Shade::plain;
}

/// Each line safe to show, and below the one before.
std::string shown_advice(const std::string& advice, std::size_t indent)
{
    std::vector<std::string> lines = split_lines(advice);
    for (std::string& line : lines) line = visible(line);
    return join(lines, "\n" + std::string(indent, ' '));
}

std::size_t widest_subject(const std::vector<Check>& checks)
{
    std::size_t widest = 0;
    for (const Check& check : checks) widest = std::max(widest, display_width(check.subject));
    return widest;
}

} // namespace

std::string doctor_text(const std::vector<Check>& checks, std::size_t columns, bool coloured)
{
    const std::size_t subject_columns = widest_subject(checks);
    const std::size_t indent = std::string_view("PASS").size() + kGap + subject_columns + kGap;
    const std::string gap(kGap, ' ');
    std::string text;
    for (const Check& check : checks) {
        const std::string found = visible(check.found);
        const std::string advice = shown_advice(check.advice, indent);
        const bool is_long = advice.find('\n') != std::string::npos;
        text += shaded(name_of(check.level), shade_of(check.level), coloured) + gap +
                pad(check.subject, subject_columns) + gap;
        const std::size_t width =
            std::max(display_width(found), kFoundColumns) + kGap + display_width(advice);
        const bool is_wide =
            is_long || display_width(found) > kFoundColumns || (columns > 0 && indent + width > columns);
        if (advice.empty())
            text += found;
        else if (is_wide)
            text += found + "\n" + std::string(indent, ' ') + advice;
        else
            text += pad(found, kFoundColumns) + gap + advice;
        text += "\n";
    }
    return text;
}

std::string doctor_json(const std::vector<Check>& checks)
{
    StringSink sink;
    JsonWriter json(sink);
    json.begin_array();
    for (const Check& check : checks) {
        json.begin_object();
        json.key("level").value(name_of(check.level));
        json.key("subject").value(check.subject);
        json.key("found").value(check.found);
        write_or_null(json, "advice", check.advice);
        json.end_object();
    }
    json.end_array();
    json.finish();
    return std::move(sink.text);
}

} // namespace ctask
