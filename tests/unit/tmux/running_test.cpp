// Looking for a workspace's session in tmux, by its leases and by what tmux says.
#include "tmux/running.hpp"

#include "base/error.hpp"
#include "tmux/letter.hpp"
#include "tmux/session_name.hpp"
#include "tmux/watcher.hpp"
#include "unit/session/session_fixture.hpp"

using namespace ctask;

namespace {

/// A workspace, and a tmux that has these sessions, each with the mark that is on it.
class InTmux : public SessionFixture {
  public:
    InTmux()
    {
        world.processes.tool = [this](const Command& command) { return answer(command.argv); };
        by_rule = tmux_session_name(workspace.category(), workspace.slug(), workspace.path);
    }

    void write_lease(pid_t pid, const std::string& mode = "persistent") const
    {
        scratch.write_file(state("session.json"), R"({"session_id":"old","host":"testhost","pid":)" +
                                                      std::to_string(pid) + R"(,"mode":")" + mode + R"("})");
    }
    std::optional<Running> find() { return found(find_running(world.world(), workspace)); }
    std::optional<Running> find_left() { return found(adopt_orphan_in_tmux(world.world(), workspace)); }

    void before_second_look(const std::function<void()>& action)
    {
        world.files.faults().before(Touch::read, "session.json", [] {});
        world.files.faults().before(Touch::read, "session.json", action);
    }

    std::map<std::string, std::string> sessions;
    std::string by_rule;
    int asked = 0;

  private:
    std::optional<Running> found(Task<std::optional<Running>> finding)
    {
        std::optional<Running> running;
        const auto keep = [&]() -> Task<> { running = co_await std::move(finding); };
        world.run(keep());
        return running;
    }
    Captured answer(const std::vector<std::string>& words)
    {
        ++asked;
        Captured captured;
        captured.status = 0;
        if (words.at(1) == "-V") {
            captured.out = "tmux 3.3a\n";
            return captured;
        }
        const bool asks_mark = words.at(1) == "show-options";
        std::string name = words.at(asks_mark ? 4 : 3).substr(1);
        if (asks_mark) name.pop_back();
        const auto session = sessions.find(name);
        if (session == sessions.end()) captured.status = 1;
        if (asks_mark && session != sessions.end()) captured.out = session->second + "\n";
        return captured;
    }
};

constexpr pid_t kDead = 999;

} // namespace

TEST_CASE_FIXTURE(InTmux, "where nothing runs nothing is found, whatever a dead session has left")
{
    CHECK_FALSE(find().has_value());
    write_lease(kDead);
    CHECK_FALSE(find().has_value());
    CHECK_FALSE(find_left().has_value());
    CHECK(world.processes.left_behind.empty());
}

TEST_CASE_FIXTURE(InTmux, "a session whose ctask lives is joined, the earlier tool's too")
{
    SUBCASE("ctask's own")
    {
        sessions[by_rule] = "old";
    }
    SUBCASE("the earlier tool's, which has no mark")
    {
        sessions[by_rule] = "";
    }
    write_lease(world.host.pid);
    const std::optional<Running> running = find();
    REQUIRE(running);
    CHECK(running->tmux_session == by_rule);
    CHECK(running->session_id == "old");
    CHECK_FALSE(running->adopted);
    CHECK(world.processes.left_behind.empty());
}

TEST_CASE_FIXTURE(InTmux, "a session whose ctask has died is given a new one in the background")
{
    sessions[by_rule] = "";
    write_lease(kDead);
    world.processes.answers = {kAdopted};
    std::optional<Running> running;
    SUBCASE("for whoever looks for tmux")
    {
        running = find();
    }
    SUBCASE("for whoever does not")
    {
        running = find_left();
    }

    REQUIRE(running);
    CHECK(running->adopted);
    CHECK(running->session_id == "old");
    CHECK(running->mailbox != nullptr);
    REQUIRE(world.processes.left_behind.size() == 1);
    CHECK(world.processes.left_behind[0].command.argv ==
          std::vector<std::string>{"ctask", "--watch", "mailbox"});
    const std::optional<Letter> letter = opened(world.processes.letter);
    REQUIRE(letter);
    CHECK(letter->session_id == "old");
    CHECK(letter->tmux.session == by_rule);
    CHECK(letter->workspace == workspace.path);
}

TEST_CASE_FIXTURE(InTmux, "whoever is too late to adopt looks again")
{
    sessions[by_rule] = "";
    write_lease(kDead);
    world.processes.answers = {kNotAdopted};
    SUBCASE("another has adopted it")
    {
        before_second_look([&] { write_lease(world.host.pid); });
        const std::optional<Running> running = find();
        REQUIRE(running);
        CHECK_FALSE(running->adopted);
        CHECK(running->session_id == "old");
    }
    SUBCASE("it has ended")
    {
        before_second_look([&] { sessions.clear(); });
        CHECK_FALSE(find().has_value());
    }
    CHECK(world.processes.left_behind.size() == 1);
}

TEST_CASE_FIXTURE(InTmux, "a session that cannot be adopted is joined all the same, and why is known")
{
    sessions[by_rule] = "";
    write_lease(kDead);
    SUBCASE("its new ctask says why")
    {
        world.processes.answers = {kNotAdopted + ": no space"};
        const std::optional<Running> running = find();
        REQUIRE(running);
        CHECK(running->problem == "no space");
    }
    SUBCASE("it says nothing")
    {
        const std::optional<Running> running = find();
        REQUIRE(running);
        CHECK_FALSE(running->problem.empty());
    }
}

TEST_CASE_FIXTURE(InTmux, "what nothing says is ctask's is left alone")
{
    sessions[by_rule] = "";
    SUBCASE("no lease tells of it") {}
    SUBCASE("the lease is of a session at a terminal")
    {
        write_lease(kDead, "local");
    }
    CHECK_THROWS_AS(find(), Failure);
    CHECK_FALSE(find_left().has_value());
    CHECK(world.processes.left_behind.empty());
}

TEST_CASE_FIXTURE(InTmux, "without a lease that gives cause tmux is not asked by those who do not want it")
{
    sessions[by_rule] = "";
    SUBCASE("no lease") {}
    SUBCASE("a live one")
    {
        write_lease(world.host.pid);
    }
    CHECK_FALSE(find_left().has_value());
    CHECK(asked == 0);
}
