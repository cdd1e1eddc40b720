// CompletingShell: start-up files for each shell, and a ctask that shows its words.
#include "end_to_end/completing_shell.hpp"

#include "support/doctest.hpp"

#include <filesystem>

namespace ctask {

namespace {

constexpr const char* kPackage = "/usr/share/bash-completion/bash_completion";

bool is_installed(const std::string& program)
{
    for (const char* directory : {"/bin/", "/usr/bin/", "/usr/local/bin/"})
        if (std::filesystem::exists(directory + program)) return true;
    return false;
}

const char* program_of(CompletingShell::Kind kind)
{
    switch (kind) {
    case CompletingShell::Kind::bash:
    case CompletingShell::Kind::bash_with_package:
        return "bash";
    case CompletingShell::Kind::zsh:
        return "zsh";
    case CompletingShell::Kind::fish:
        return "fish";
    }
    return "";
}

/// compinit reads a line of every function that it is shown; those that ctask's script uses are enough.
std::string zsh_start_up(const std::string& script)
{
    return "PS1='READY> '\n"
           "here='" +
           script.substr(0, script.rfind('/')) +
           "'\n"
           "all=/usr/share/zsh/functions/Completion\n"
           "usual=($fpath)\n"
           "[[ -d $all/Base ]] && fpath=($all $all/Base) && autoload -Uz $all/Unix/_*(:t) $all/Zsh/_*(:t)\n"
           "fpath=($here $fpath)\n"
           "autoload -Uz compinit && compinit -u -D\n"
           "fpath+=($usual)\n";
}

/// The script asks for names and for JSON; nothing else is run.
std::string showing_ctask()
{
    return "#!/bin/sh\n"
           "case \" $* \" in *' --names '* | *' --json '*) exec '" +
           Binary::path() +
           "' \"$@\" ;; esac\n"
           "printf 'GIVEN'\nfor word; do printf '<%s>' \"$word\"; done\nprintf 'END\\n'\n";
}

} // namespace

std::string CompletingShell::name(Kind kind)
{
    return kind == Kind::bash_with_package ? "bash with bash-completion" : program_of(kind);
}

std::vector<CompletingShell::Kind> CompletingShell::installed()
{
    std::vector<Kind> found;
    for (const Kind kind : {Kind::bash, Kind::bash_with_package, Kind::zsh, Kind::fish}) {
        bool there = is_installed(program_of(kind));
        if (kind == Kind::bash_with_package) there = there && std::filesystem::exists(kPackage);
        if (there)
            found.push_back(kind);
        else
            MESSAGE("not tested, for it is not installed: ", name(kind));
    }
    return found;
}

ProgramSetup CompletingShell::setup_of(const Binary& ctask, Kind kind, const std::string& script)
{
    const ScratchDir& scratch = ctask.scratch;
    scratch.write_file("bin/ctask", showing_ctask());
    scratch.set_mode("bin/ctask", 0755);
    std::string file = script;
    if (file.empty()) {
        scratch.write_file("functions/_ctask", ctask.run({"completion", program_of(kind)}).out);
        file = scratch.path("functions/_ctask");
    }

    ProgramSetup setup = ctask.setup({});
    for (std::string& entry : setup.environment)
        if (entry.starts_with("PATH=")) entry.insert(5, scratch.path("bin") + ":");
    switch (kind) {
    case Kind::bash:
    case Kind::bash_with_package: {
        const std::string package = std::string("source ") + kPackage + "\n";
        scratch.write_file("rc", "PS1='READY> '\nbind 'set enable-bracketed-paste off'\n" +
                                     (kind == Kind::bash ? "" : package) + "source '" + file + "'\n");
        setup.arguments = {"bash", "--noprofile", "--rcfile", scratch.path("rc"), "-i"};
        break;
    }
    case Kind::zsh:
        scratch.write_file("zsh/.zshrc", zsh_start_up(file));
        setup.environment.push_back("ZDOTDIR=" + scratch.path("zsh"));
        setup.arguments = {"zsh", "-d", "-i"};
        break;
    case Kind::fish:
        scratch.write_file("config/fish/config.fish",
                           "function fish_prompt; echo -n 'READY> '; end\nset -g fish_greeting\n"
                           "set -g fish_autosuggestion_enabled 0\nsource '" +
                               file + "'\n");
        setup.environment.push_back("XDG_CONFIG_HOME=" + scratch.path("config"));
        setup.environment.push_back("XDG_DATA_HOME=" + scratch.path("data"));
        setup.arguments = {"fish", "-i"};
        break;
    }
    return setup;
}

CompletingShell::CompletingShell(const Binary& ctask, Kind kind, const std::string& script)
    : terminal_(setup_of(ctask, kind, script))
{
    terminal_.resize(24, 200);
    terminal_.expect("READY> ");
}

std::string CompletingShell::words_of(const std::string& typed)
{
    // A mark of this round's own: the screen still shows the earlier ones.
    const std::string mark = "round" + std::to_string(++rounds_);
    terminal_.type(typed + " " + mark + "\r");
    terminal_.expect("<" + mark + ">END");
    const std::string& screen = terminal_.screen();
    const std::size_t end = screen.rfind("<" + mark + ">END");
    const std::size_t start = screen.rfind("GIVEN", end) + 5;
    return screen.substr(start, end - start);
}

void CompletingShell::expect_offer(const std::string& typed, const std::string& text)
{
    terminal_.type(typed);
    terminal_.expect(text);
    terminal_.type("\x15");
}

} // namespace ctask
