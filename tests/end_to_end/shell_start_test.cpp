// --shell: the user's own shell, with the workspace's name before the prompt.
#include "end_to_end/prompt.hpp"
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <fstream>

using namespace ctask;

namespace {

struct Shell {
    std::string name;
    /// The user's start-up file, relative to the home.
    std::string start_up;
    std::string content;
    /// Runs before each prompt and says so.
    std::string before_prompt;
};

const Shell kShells[] = {
    {"bash", ".bashrc", "PS1='mine> '\n", "PROMPT_COMMAND='echo before-prompt'\n"},
    {"zsh", ".zshrc", "PROMPT='mine> '\n", "precmd() { echo before-prompt }\n"},
    // Reads no start-up file but the one that ENV names, and is left as it is.
    {"dash", ".dashrc", "PS1='mine> '\n", ""},
};

/// A terminal in that shell, started by ctask.
class InnerShell {
  public:
    explicit InnerShell(const Shell& shell, const std::string& more = "") : shell_(shell)
    {
        const std::string words = "alias greet='echo hello from my alias'\n";
        ctask.scratch.write_file("home/" + shell.start_up,
                                 shell.content + shell.before_prompt + words + more);
        ctask.environment.push_back("SHELL=/bin/" + shell.name);
        ctask.environment.push_back("ENV=" + ctask.scratch.path("home/.dashrc"));
        workspace = ctask.make_workspace("idea");
    }

    Pty start(const Words& arguments = {}) const
    {
        return ctask.start_on_terminal(Words{"resume", "idea", "--shell"} + arguments);
    }
    std::string prompt() const { return shell_.name == "dash" ? "mine> " : "(idea) mine> "; }

    Binary ctask;
    std::string workspace;

  private:
    Shell shell_;
};

/// Each that is installed.
std::vector<Shell> shells()
{
    std::vector<Shell> found;
    for (const Shell& shell : kShells)
        if (is_installed(shell.name)) found.push_back(shell);
    return found;
}

} // namespace

TEST_CASE("the user's start-up file runs, the prompt shows the slug, and the status comes out")
{
    for (const Shell& shell : shells()) {
        CAPTURE(shell.name);
        const InnerShell inner(shell);
        Pty terminal = inner.start();

        if (!shell.before_prompt.empty()) terminal.expect("before-prompt\r\n");
        terminal.expect(inner.prompt());
        terminal.type("greet\r");
        terminal.expect("hello from my alias\r\n");
        if (!shell.before_prompt.empty()) terminal.expect("before-prompt\r\n");
        terminal.expect(inner.prompt());
        terminal.type("exit 3\r");

        CHECK(terminal.wait().status == 3);
        CHECK_FALSE(contains(terminal.screen(), "(idea) (idea)"));
        check_settled(inner.ctask, inner.workspace);
    }
}

TEST_CASE("job control works inside")
{
    for (const Shell& shell : shells()) {
        CAPTURE(shell.name);
        const InnerShell inner(shell);
        Pty terminal = inner.start();

        terminal.expect(inner.prompt());
        terminal.type("sleep 1000\r");
        for (const std::string round : {"first", "second"}) {
            CAPTURE(round);
            REQUIRE(comes_to_front(terminal, "sleep"));
            terminal.type(kCtrlZ);
            REQUIRE(comes_to_front(terminal, shell.name));
            terminal.expect("mine> ");
            terminal.type("fg\r");
        }
        REQUIRE(comes_to_front(terminal, "sleep"));
        terminal.type(kCtrlC);
        terminal.expect("mine> ");
        terminal.type("echo status=$?\r");
        terminal.expect("status=130\r\n");
        terminal.type(kCtrlD);

        terminal.wait();
        check_settled(inner.ctask, inner.workspace);
    }
}

TEST_CASE("words after -- are the shell's")
{
    for (const Shell& shell : shells()) {
        CAPTURE(shell.name);
        const InnerShell inner(shell);

        const ProgramResult result =
            inner.ctask.run({"resume", "idea", "--shell", "--", "-c", "echo out; exit 4"});

        CHECK(result.status == 4);
        CHECK(result.out == "out\n");
        check_settled(inner.ctask, inner.workspace);
    }
}

TEST_CASE("a prompt that the user's own commands make anew each time still shows the slug, once")
{
    const Shell makers[] = {
        {"bash", ".bashrc", "make() { PS1=\"n$((++n)) mine> \"; }\n", "PROMPT_COMMAND=make\n"},
        {"zsh", ".zshrc", "make() { PROMPT=\"n$((++n)) mine> \" }\n", "precmd_functions=(make)\n"},
        {"zsh", ".zshrc", "make() { PROMPT=\"n$((++n)) mine> \" }\n", "precmd_functions+=(make)\n"},
        {"zsh", ".zshrc", "make() { PROMPT=\"n$((++n)) mine> \" }\n",
         "autoload -Uz add-zsh-hook; add-zsh-hook precmd make\n"},
    };
    for (const Shell& maker : makers) {
        if (!is_installed(maker.name)) continue;
        CAPTURE(maker.before_prompt);
        const InnerShell inner(maker);
        Pty terminal = inner.start();

        for (const std::string count : {"1", "2", "3"}) {
            terminal.expect("(idea) n" + count + " mine> ");
            terminal.type("true\r");
        }
        terminal.expect("n4 mine> ");
        terminal.type("exit\r");

        terminal.wait();
        CHECK_FALSE(contains(terminal.screen(), "(idea) (idea)"));
    }
}

TEST_CASE("zsh finds its start-up files and ZDOTDIR as the user has them")
{
    if (!is_installed("zsh")) return;
    for (const std::string own : {"", "dots of mine"}) {
        CAPTURE(own);
        Binary ctask;
        ctask.environment.push_back("SHELL=/bin/zsh");
        if (!own.empty()) ctask.environment.push_back("ZDOTDIR=" + ctask.scratch.path("home/" + own));
        const std::string at = own.empty() ? "home" : "home/" + own;
        ctask.scratch.write_file(at + "/.zshenv", "echo zshenv $((++envs))\n");
        ctask.scratch.write_file(at + "/.zshrc", "echo zshrc; PROMPT='mine> '\n");
        ctask.make_workspace("idea");
        Pty terminal = ctask.start_on_terminal({"resume", "idea", "--shell"});

        terminal.expect("zshenv 1\r\n");
        terminal.expect("zshrc\r\n");
        terminal.expect("(idea) mine> ");
        terminal.type("echo \"<${ZDOTDIR-none}> <${CTASK_ZDOTDIR-none}>\"\r");
        terminal.expect(own.empty() ? "<none> <none>" : "<" + ctask.scratch.path(at) + "> <none>");
        terminal.expect("mine> ");
        terminal.type("exit\r");

        terminal.wait();
        CHECK_FALSE(contains(terminal.screen(), "zshenv 2"));
    }
}

TEST_CASE("what a slug could make a shell or a terminal do, it does not do")
{
    const std::string nasty[] = {"$(touch pwned)",
                                 "`touch pwned`",
                                 "'; touch pwned; '",
                                 "%n%d",
                                 "\\u\\w\\$(touch pwned)",
                                 "a\\x1b]0;title\\x07b",
                                 "!!",
                                 "${PATH}"};
    for (const Shell& shell : shells()) {
        for (const std::string& slug : nasty) {
            CAPTURE(shell.name);
            CAPTURE(slug);
            const InnerShell inner(shell, shell.name == "zsh" ? "setopt prompt_subst prompt_bang\n" : "");
            std::string yaml = read_file(inner.workspace, "task.yaml");
            std::string quoted;
            for (const char letter : slug) quoted += letter == '\'' ? "''" : std::string(1, letter);
            const bool escapes = slug.find("\\x") != std::string::npos;
            const std::string line = escapes ? "slug: \"" + slug + "\"" : "slug: '" + quoted + "'";
            yaml.replace(yaml.find("slug: idea"), 10, line);
            std::ofstream(inner.workspace + "/task.yaml") << yaml;

            Pty terminal = inner.ctask.start_on_terminal({"resume", inner.workspace, "--shell"});
            for (int prompts = 0; prompts < 2; ++prompts) {
                terminal.expect("mine> ");
                terminal.type("true\r");
            }
            terminal.expect("mine> ");
            terminal.type("exit 0\r");

            CHECK(terminal.wait().status == 0);
            CHECK_FALSE(exists(inner.workspace, "pwned"));
            CHECK_FALSE(contains(terminal.screen(), "\x1b]0;title"));
            if (shell.name != "dash") CHECK(contains(terminal.screen(), ") mine> "));
        }
    }
}
