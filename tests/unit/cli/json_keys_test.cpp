// What the man page says of the JSON of each command, held against what the command prints.
#include "command_fixture.hpp"

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/man_page_path.hpp"

#include <cctype>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

using namespace ctask;
using namespace std::chrono_literals;

namespace {

using Names = std::set<std::string>;

/// One subsection of JSON in the man page.
struct Documented {
    /// Keys that have an item of their own, and those of them that may be absent.
    Names keys;
    Names optional;
    /// Every word that is set as a literal: keys of nested objects are among them.
    Names literals;
    /// The commands whose keys it has too.
    Names inherits;
};

bool starts_with(const std::string& text, const std::string& start)
{
    return text.compare(0, start.size(), start) == 0;
}

Names identifiers(const std::string& macro)
{
    Names found;
    std::istringstream words(macro.substr(macro.find(' ') + 1));
    for (std::string word; words >> word;) {
        bool is_key = word.size() > 1;
        for (const char character : word)
            is_key = is_key && (std::islower(static_cast<unsigned char>(character)) || character == '_' ||
                                std::isdigit(static_cast<unsigned char>(character)));
        if (is_key) found.insert(word);
    }
    return found;
}

class ManPage {
  public:
    ManPage()
    {
        std::ifstream file(CTASK_MAN_PAGE);
        REQUIRE(file.is_open());
        std::string whole;
        for (std::string line; std::getline(file, line); whole.clear()) {
            whole += line;
            while (whole.ends_with('\\') && std::getline(file, line)) {
                whole.pop_back();
                whole += line;
            }
            take(whole);
        }
    }

    Documented section(const std::string& command) const
    {
        const auto found = sections_.find(command);
        REQUIRE_MESSAGE(found != sections_.end(), "the man page has no JSON section for ", command);
        Documented all = found->second;
        for (const std::string& other : found->second.inherits) {
            const Documented& more = sections_.at(other);
            all.literals.insert(more.literals.begin(), more.literals.end());
            if (!whole_.count(command + " " + other)) continue;
            all.keys.insert(more.keys.begin(), more.keys.end());
            all.optional.insert(more.optional.begin(), more.optional.end());
        }
        return all;
    }

  private:
    void take(const std::string& line)
    {
        if (starts_with(line, ".Sh ")) in_json_ = line == ".Sh JSON";
        if (!in_json_) return;
        if (starts_with(line, ".Ss ")) {
            command_ = line.substr(4);
            item_.clear();
            in_list_ = rest_is_optional_ = false;
        }
        Documented& section = sections_[command_];
        if (starts_with(line, ".Bl")) in_list_ = true;
        if (starts_with(line, ".It Li ")) item_ = identifiers(line.substr(4));
        if (starts_with(line, ".It Li ") || starts_with(line, ".Li ")) {
            const Names found = identifiers(line[1] == 'I' ? line.substr(4) : line.substr(1));
            section.literals.insert(found.begin(), found.end());
        }
        if (starts_with(line, ".It Li ")) section.keys.insert(item_.begin(), item_.end());
        // "with the keys of .Ic list" before the list of items means the object itself.
        if (starts_with(line, ".Ic ") && keys_of_follow_) {
            const std::string other = line.substr(4, line.find(' ', 4) - 4);
            section.inherits.insert(other);
            if (!in_list_) whole_.insert(command_ + " " + other);
        }
        keys_of_follow_ = line.size() >= 11 && line.compare(line.size() - 11, 11, "the keys of") == 0;
        if (line.find("like all that follow") != std::string::npos) rest_is_optional_ = true;
        if (rest_is_optional_ || line.find("absent") != std::string::npos)
            section.optional.insert(item_.begin(), item_.end());
    }

    std::map<std::string, Documented> sections_;
    Names whole_;
    std::string command_;
    Names item_;
    bool in_json_ = false;
    bool in_list_ = false;
    bool rest_is_optional_ = false;
    bool keys_of_follow_ = false;
};

/// The keys of indented JSON: those of the objects at the top (or in the array at the top), and the deeper
/// ones, each with the kinds of value it has.
struct Printed {
    explicit Printed(const std::string& json)
    {
        const std::size_t top = json[0] == '[' ? 4 : 2;
        for (const std::string& line : split_lines(json)) {
            const std::size_t quote = line.find('"');
            const std::size_t colon = line.find("\": ");
            if (quote == line.npos || colon == line.npos || line.find_first_not_of(' ') != quote) continue;
            const std::string key = line.substr(quote + 1, colon - quote - 1);
            (quote == top ? keys : deeper).insert(key);
            kinds[key].insert(kind_of(line[colon + 3]));
        }
    }

    static std::string kind_of(char first)
    {
        switch (first) {
        case '"':
            return "text";
        case '[':
            return "array";
        case '{':
            return "object";
        case 't':
        case 'f':
            return "truth";
        case 'n':
            return "null";
        default:
            return "number";
        }
    }

    Names keys;
    Names deeper;
    std::map<std::string, Names> kinds;
};

/// By its name, as the man page describes it; null is allowed for every text and for what is said to be.
Names kinds_allowed(const std::string& key)
{
    static const Names kNumbers = {"pid",
                                   "child_pid",
                                   "exit_code",
                                   "duration_seconds",
                                   "line",
                                   "other_sessions",
                                   "files",
                                   "directories",
                                   "bytes",
                                   "unreadable_directories",
                                   "entries_of_others",
                                   "repositories",
                                   "repositories_not_looked_at"};
    static const Names kTruths = {"owner", "notes_updated", "changes_unknown", "read", "default"};
    static const Names kArrays = {"files_added", "files_modified", "files_deleted", "args",
                                  "warnings",    "git_work",       "processes"};
    static const Names kObjects = {"last_session", "settings", "env", "config_file"};
    // A setting with its source in info and config, a plain text elsewhere.
    static const Names kSettings = {"root",          "project_root", "agent",  "seed_dir", "seed_project_dir",
                                    "default_agent", "session_mode", "colour", "ignore",   "command",
                                    "notify"};
    // The leases in info, their number in delete.
    if (key == "sessions") return {"array", "number"};
    // Whether an agent was found, and what doctor found.
    if (key == "found") return {"truth", "text"};
    // Of ignore and notify an array, of every other setting a text.
    if (key == "value") return {"text", "null", "array"};
    if (kNumbers.count(key) || key.ends_with("_count")) return {"number", "null"};
    if (kTruths.count(key)) return {"truth"};
    if (kArrays.count(key)) return {"array"};
    if (kObjects.count(key)) return {"object", "null"};
    if (kSettings.count(key)) return {"text", "null", "object"};
    return {"text", "null"};
}

const std::string kPlace = "general/2026-11-22_fix-the-parser";

class KeysFixture : public CommandFixture {
  public:
    KeysFixture()
    {
        add(kPlace, "fix the parser", 20s);
        add("general/2026-11-20_old", "old", 40s, "status: archived\narchived_at: 2026-11-21T00:00:00Z\n");
        add("general/2026-11-19_bad", "bad", 40s, "status: [\n");
        add_lease(kPlace, 4711, true);
        add("general/2026-11-18_ended", "ended", 50s);
        for (const std::string& place : {kPlace, std::string("general/2026-11-18_ended")}) add_history(place);
    }

    void add_history(const std::string& place)
    {
        scratch.write_file(
            file(place, ".ctask/history.jsonl"),
            R"({"session_id":"s","hostname":"h","agent":"claude","mode":"direct","started_at":"2026-11-22T10:00:00Z",)"
            R"("ended_at":"2026-11-22T10:42:00Z","duration_seconds":2520,"files_added":["a"],"files_modified":[],)"
            R"("files_deleted":[],"notes_updated":true,"end_reason":"child_exited","detected_via":"child_exit",)"
            R"("exit_code":0})"
            "\n");
    }
};

/// How each command that has --json is called here.
const std::map<std::string, std::vector<std::string>>& examples()
{
    static const std::map<std::string, std::vector<std::string>> kExamples = {
        {"list", {"list", "--all", "--json"}},
        {"info", {"info", "fix-the-parser", "--json"}},
        {"log", {"log", "fix-the-parser", "--json"}},
        {"diff", {"diff", "ended", "--json"}},
        {"status", {"status", "--json"}},
        {"delete", {"delete", "ended", "--yes", "--json"}},
        {"undo", {"undo", "--list", "--json"}},
        {"config", {"config", "--json"}},
        {"agents", {"agents", "--json"}},
        {"doctor", {"doctor", "--json"}},
    };
    return kExamples;
}

} // namespace

TEST_CASE_FIXTURE(KeysFixture, "every command prints the keys that the man page tells of, and no others")
{
    const ManPage page;
    for (const Subcommand& command : commands()) {
        if (command.find_option("json") == nullptr) continue;
        CAPTURE(command.name);
        const auto example = examples().find(command.name);
        REQUIRE_MESSAGE(example != examples().end(), "there is no example of ctask ", command.name,
                        " --json");
        const Documented documented = page.section(command.name);
        const Printed printed(run(example->second).out);

        CHECK_FALSE(printed.keys.empty());
        for (const std::string& key : printed.keys) {
            CAPTURE(key);
            CHECK(documented.keys.count(key) == 1);
        }
        for (const std::string& key : printed.deeper) {
            CAPTURE(key);
            CHECK(documented.literals.count(key) == 1);
        }
        for (const std::string& key : documented.keys) {
            CAPTURE(key);
            CHECK((printed.keys.count(key) == 1 || documented.optional.count(key) == 1));
        }
        for (const auto& entry : printed.kinds) {
            const std::string& key = entry.first;
            for (const std::string& kind : entry.second) {
                CAPTURE(key);
                CAPTURE(kind);
                CHECK(kinds_allowed(key).count(kind) == 1);
            }
        }
    }
}

TEST_CASE_FIXTURE(CommandFixture, "nothing at all is an empty array")
{
    CHECK(run({"list", "--json"}).out == "[]\n");
    CHECK(run({"status", "--json"}).out == "[]\n");
    add(kPlace, "fix the parser", 20s);
    CHECK(run({"log", "fix-the-parser", "--json"}).out == "[]\n");
}
