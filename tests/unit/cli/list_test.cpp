// ctask list.
#include "command_fixture.hpp"

#include "base/text.hpp"
#include "record/json_reader.hpp"

#include <sstream>

using namespace ctask;
using namespace std::chrono_literals;

namespace {

const std::string kParser = "general/2026-11-22_fix-the-parser";
const std::string kBilling = "projects/2026-11-20_billing-service";
const std::string kSizes = "general/2026-11-19_groesse-pruefen";
const std::string kOld = "work/2026-11-02_old";

class SomeWorkspaces : public CommandFixture {
  public:
    SomeWorkspaces()
    {
        add(kParser, "fix the parser", 20s);
        add(kBilling, "billing service", 3h, "type: project\ncategory: projects\n");
        // Days are counted by the calendar, and the clock starts at the real time.
        add(kSizes, "Größe prüfen 日本語", 48h);
        add(kOld, "old", 200h, "status: archived\n");
    }

    std::string names(std::vector<std::string> more = {})
    {
        more.insert(more.begin(), {"list", "--names"});
        Result result = run(more);
        CHECK(result.err.empty());
        CHECK(result.status == 0);
        return result.out;
    }
};

const std::string kFirst = "2026-11-22_fix-the-parser\n";
const std::string kSecond = "2026-11-20_billing-service\n";
const std::string kThird = "2026-11-19_groesse-pruefen\n";
const std::string kFourth = "2026-11-02_old\n";

} // namespace

TEST_CASE_FIXTURE(SomeWorkspaces, "the table shows status, type, session, age, name and title, aligned")
{
    add_lease(kParser, 4711, true);
    add_lease(kSizes, 4799, false);

    Result result = run({"list"});

    CHECK(result.status == 0);
    CHECK(result.err.empty());
    CHECK(result.out ==
          "STATUS  TYPE     SESSION  UPDATED     NAME                        TITLE\n"
          "active  task     active   just now    2026-11-22_fix-the-parser   fix the parser\n"
          "active  project  -        3 h ago     2026-11-20_billing-service  billing service\n"
          "active  task     stale    2 days ago  2026-11-19_groesse-pruefen  Größe prüfen 日本語\n");
}

TEST_CASE_FIXTURE(SomeWorkspaces,
                  "each filter shows what it names, and archived ones stay hidden unless asked for")
{
    CHECK(names() == kFirst + kSecond + kThird);
    CHECK(names({"--all"}) == kFirst + kSecond + kThird + kFourth);
    CHECK(names({"--archived"}) == kFourth);
    CHECK(names({"--archived", "-c", "general"}).empty());
    CHECK(names({"-c", "general"}) == kFirst + kThird);
    CHECK(names({"-c", "work"}).empty());
    CHECK(names({"-ac", "work"}) == kFourth);
    CHECK(names({"--task"}) == kFirst + kThird);
    CHECK(names({"--projects"}) == kSecond);
    CHECK(names({"--projects", "--task"}) == kFirst + kSecond + kThird);
    CHECK(names({"-n", "2"}) == kFirst + kSecond);
    CHECK(names({"-n", "0"}) == kFirst + kSecond + kThird);
}

TEST_CASE_FIXTURE(SomeWorkspaces, "a table that was cut short says how many there are")
{
    Result result = run({"list", "-n1"});
    CHECK(result.out.find("billing") == std::string::npos);
    CHECK(result.err == "[ctask] 1 of 3 shown; ctask list --limit=0 shows all\n");
    CHECK(run({"list", "-n1", "--task", "-c", "general"}).err ==
          "[ctask] 1 of 2 shown; ctask list --category=general --limit=0 --task shows all\n");
    CHECK(run({"list", "-c", "nope"}).err ==
          "[ctask] ctask list --category=nope finds none; ctask list --all shows all there are\n");
}

TEST_CASE_FIXTURE(SomeWorkspaces,
                  "a broken workspace is in the table with its problem, and never among the names")
{
    scratch.write_file(file("general/2026-11-01_broken", "task.yaml"), "- a list\n");

    Result result = run({"list"});

    std::size_t at = result.out.find("\nbroken  -        -        -         ");
    REQUIRE(at != std::string::npos);
    CHECK(result.out.find("task.yaml:1: ", at) != std::string::npos);
    CHECK(names() == kFirst + kSecond + kThird);
    CHECK(run({"list", "--task"}).out.find("broken") == std::string::npos);
}

TEST_CASE_FIXTURE(SomeWorkspaces, "in a narrow terminal only the title is cut")
{
    add("general/2026-11-23_long", std::string(200, 'x'), 1s);
    columns = 80;

    std::istringstream lines(run({"list"}).out);
    for (std::string line; std::getline(lines, line);) CHECK(display_width(line) <= 80);
    columns = 0;
    CHECK(run({"list"}).out.find(std::string(200, 'x')) != std::string::npos);
}

TEST_CASE_FIXTURE(SomeWorkspaces, "what a title holds reaches the terminal only in a form that does nothing")
{
    add("general/2026-11-23_wild", "\\e[2J\\r", 1s);
    Result result = run({"list"});
    CHECK(result.out.find('\x1b') == std::string::npos);
    CHECK(result.out.find("\\x1b[2J\\r") != std::string::npos);
}

TEST_CASE_FIXTURE(SomeWorkspaces, "colours come only where they are wanted and change no word")
{
    std::string plain = run({"list"}).out;
    colour = true;
    std::string coloured = run({"list"}).out;
    CHECK(coloured != plain);
    for (std::size_t at; (at = coloured.find('\x1b')) != std::string::npos;)
        coloured.erase(at, coloured.find('m', at) - at + 1);
    CHECK(coloured == plain);
}

TEST_CASE_FIXTURE(SomeWorkspaces, "the JSON has every key for every workspace")
{
    scratch.write_file(file("general/2026-11-01_broken", "task.yaml"), "- a list\n");
    add_lease(kParser, 4711, true);

    std::string problem;
    auto document = JsonDocument::parse(run({"list", "--json", "-n0"}).out, problem);

    REQUIRE(document);
    std::vector<JsonValue> all;
    document->root().each([&all](JsonValue value) { return all.push_back(value), true; });
    REQUIRE(all.size() == 4);
    CHECK(all[0]["name"].text() == "2026-11-22_fix-the-parser");
    CHECK(all[0]["path"].text() == scratch.path("root/" + kParser));
    CHECK(all[0]["root"].text() == scratch.path("root"));
    CHECK(all[0]["category"].text() == "general");
    CHECK(all[0]["slug"].text() == "fix-the-parser");
    CHECK(all[0]["title"].text() == "fix the parser");
    CHECK(all[0]["status"].text() == "active");
    CHECK(all[0]["type"].text() == "task");
    CHECK(all[0]["session"].text() == "active");
    CHECK(all[0]["updated_at"].time());
    CHECK(all[0]["problem"].is_null_or_absent());
    CHECK(all[1]["type"].text() == "project");
    CHECK(all[3]["status"].text() == "broken");
    CHECK(all[3]["problem"].text().value_or("").find("task.yaml:1: ") == 0);
    CHECK(all[3]["session"].text() == "none");
}

TEST_CASE_FIXTURE(CommandFixture,
                  "without a workspace the table is a line of help, names are nothing, JSON is []")
{
    Result result = run({"list"});
    CHECK(result.status == 0);
    CHECK(result.out.empty());
    CHECK(result.err.find("ctask new \"TITLE\"") != std::string::npos);
    CHECK(run({"list", "--names"}).err.empty());
    CHECK(run({"list", "--json"}).out == "[]\n");
    CHECK(run({"list", "--json"}).err.empty());
}

TEST_CASE_FIXTURE(SomeWorkspaces, "a limit that is no number is a mistake in usage")
{
    for (const char* limit : {"-1", "x", "", "1.5", "99999999999999999999"}) {
        CAPTURE(limit);
        Result result = run({"list", std::string("--limit=") + limit});
        CHECK(result.status == 2);
        CHECK(result.err.find("is not a number from 0 up\n[ctask] --limit=") != std::string::npos);
    }
}
