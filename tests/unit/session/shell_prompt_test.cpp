// The prompt of a --shell: what is put before the command that starts it.
#include "session_fixture.hpp"

#include "session/shell_prompt.hpp"

#include <cerrno>

using namespace ctask;
using namespace std::chrono_literals;

namespace {

class ShellFixture : public SessionFixture {
  public:
    /// Runs `program` as the shell of a session; what was started.
    Command started(const std::string& program, const std::vector<std::string>& environment = {},
                    const std::vector<std::string>& more = {})
    {
        Plan of_shell = plan();
        of_shell.is_shell = true;
        of_shell.command.program = program;
        of_shell.command.argv = {program};
        of_shell.command.argv.insert(of_shell.command.argv.end(), more.begin(), more.end());
        of_shell.command.environment = environment;
        world.processes.next_child().exits_after(5s);
        run(std::move(of_shell));
        return world.processes.asked.back().command;
    }
    std::string start_up(const std::string& file) const { return workspace.path + "/.ctask/shell" + file; }
};

bool has(const std::vector<std::string>& environment, const std::string& entry)
{
    return std::find(environment.begin(), environment.end(), entry) != environment.end();
}

} // namespace

TEST_CASE("a label holds nothing that a shell or a terminal would act on")
{
    struct Row {
        std::string slug;
        std::string label;
    };
    const Row rows[] = {{"an-idea", "(an-idea) "},
                        {"größe-日本", "(größe-日本) "},
                        {"$(touch x)", "(__touch x_) "},
                        {"`touch x`", "(_touch x_) "},
                        {"'; touch x; '", "(_; touch x; _) "},
                        {"\"${HOME}\"", "(___HOME__) "},
                        {"%n%d", "(_n_d) "},
                        {"\\u!1", "(_u_1) "}};
    for (const Row& row : rows) {
        CAPTURE(row.slug);
        CHECK(prompt_label(row.slug) == row.label);
    }
    const std::string controls = prompt_label("a\x1b]0;t\x07\r\nb\x7f");
    for (const char letter : controls) CHECK((static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7f));
}

TEST_CASE_FIXTURE(ShellFixture, "bash reads a start-up file of the workspace, before its own words")
{
    const Command command = started("/usr/bin/bash", {}, {"-c", "exit 4"});

    CHECK(command.argv ==
          std::vector<std::string>{"/usr/bin/bash", "--rcfile", start_up("/bashrc"), "-c", "exit 4"});
    CHECK(scratch.read_file(state("shell/bashrc")) == bash_start_up("(the-work) "));
    CHECK_FALSE(exists(state("shell/.zshenv")));
}

TEST_CASE_FIXTURE(ShellFixture,
                  "zsh reads a start-up file of the workspace, which knows the user's directory")
{
    for (const std::string own : {"", "/home/me/dots"}) {
        CAPTURE(own);
        std::vector<std::string> environment;
        if (!own.empty()) environment.push_back("ZDOTDIR=" + own);

        const Command command = started("/bin/zsh", environment);

        CHECK(command.argv == std::vector<std::string>{"/bin/zsh"});
        CHECK(has(command.environment, "ZDOTDIR=" + start_up("")));
        CHECK(has(command.environment, "CTASK_ZDOTDIR=" + own));
        CHECK(scratch.read_file(state("shell/.zshenv")) == zsh_start_up("(the-work) "));
    }
}

TEST_CASE_FIXTURE(ShellFixture, "any other shell is started as it is, and no file is written")
{
    for (const std::string shell : {"/bin/dash", "/usr/bin/fish", "/opt/rbash-like", "/bin/notzsh"}) {
        CAPTURE(shell);

        const Command command = started(shell, {"ZDOTDIR=/mine"});

        CHECK(command.argv == std::vector<std::string>{shell});
        CHECK(has(command.environment, "ZDOTDIR=/mine"));
        CHECK_FALSE(exists(state("shell")));
    }
}

TEST_CASE_FIXTURE(ShellFixture, "an agent that happens to be a shell is started as it is")
{
    Plan of_agent = plan();
    of_agent.command.program = "/bin/bash";
    of_agent.command.argv = {"bash"};
    world.processes.next_child().exits_after(5s);

    run(std::move(of_agent));

    CHECK(world.processes.asked.back().command.argv == std::vector<std::string>{"bash"});
    CHECK_FALSE(exists(state("shell")));
}

TEST_CASE_FIXTURE(ShellFixture,
                  "when the start-up file cannot be written the shell starts as it is, and that is told")
{
    world.files.faults().fail(Touch::write, "bashrc", ENOSPC);

    const Command command = started("/bin/bash");

    CHECK(command.argv == std::vector<std::string>{"/bin/bash"});
    CHECK(events.count<Trouble>() == 1);
    check_settled();
}
