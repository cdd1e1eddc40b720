// HostileScene: a workspace of a session that was killed, copied anew for each attack.
#include "faults/hostile_scene.hpp"

#include "base/unicode.hpp"
#include "end_to_end/records.hpp"
#include "faults/canary.hpp"
#include "faults/session_through.hpp"
#include "posix/host.hpp"
#include "record/lock_note.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <filesystem>
#include <sys/resource.h>
#include <unistd.h>

namespace ctask {

namespace {

constexpr std::chrono::seconds kNoHang{15};
constexpr rlim_t kMemory = rlim_t{1} << 30;
const std::string kName = "2026-11-25_idea";

/// Raw texts are what these print, and what their users ask for.
bool prints_raw(const Words& command)
{
    return command[0] == "notes" || command[0] == "path" || command.back() == "--names" ||
           command.back() == "--name-only";
}

bool is_clean(const std::string& text)
{
    if (!is_valid_utf8(text)) return false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t character = next_character(text, at);
        if (is_hidden(character) && character != U'\n') return false;
    }
    return true;
}

void limit_memory()
{
    const rlimit limit{kMemory, kMemory};
    ::setrlimit(RLIMIT_AS, &limit);
}

/// What only looks, at the workspace of this path or at all of them.
std::vector<Words> looking_commands(const std::string& w)
{
    return {
        {"list"},
        {"list", "--json"},
        {"list", "--names"},
        {"info", w},
        {"info", w, "--json"},
        {"path", w},
        {"notes", w},
        {"log", w},
        {"log", w, "--json"},
        {"diff", w},
        {"diff", w, "--json"},
        {"status"},
        {"status", "--json"},
        {"doctor"},
        {"doctor", "--json"},
        {"agents", "check", w},
        {"statusline"},
        {"info", "idea"},
        {"log", "--all", "--json"},
        {"log", "--all"},
        {"diff", w, "--name-only"},
    };
}

/// The command that prints most of what stands in this file.
std::string reader_of(const std::string& file)
{
    return file == ".ctask/history.jsonl" ? "log" : "info";
}

Words agent_that_writes()
{
    return {"--no-input", "--agent", Binary::fake_agent(), "--", "write", "answer=y"};
}

Words resume(const std::string& workspace)
{
    return Words{"resume", workspace} + agent_that_writes();
}

std::vector<Words> changing_commands(const std::string& w)
{
    return {
        resume(w),
        {"open", w, "--no-input", "--", "-c", "true"},
        Words{"last"} + agent_that_writes(),
        {"new", "other", "--no-launch"},
        {"archive", w},
        {"restore", w},
        {"rename", w, "another"},
        {"delete", w, "--yes"},
        {"delete", w, "--yes", "--purge"},
        {"doctor", "--fix"},
        {"undo"},
    };
}

} // namespace

HostileScene::HostileScene()
    : template_(ctask_.scratch.path("template")), workspace_(ctask_.scratch.path("root/general/" + kName)),
      canary_(ctask_.scratch.path("canary"))
{
    make_good_workspace();
    make_canary(ctask_.scratch, "canary");
    canary_before_ = fingerprint_of(canary_);
}

void HostileScene::make_good_workspace()
{
    const std::string made = ctask_.make_workspace("idea");
    ctask_.run(Words{"resume", made, "--no-input"} + Binary::agent({"append", "notes.md=x", "exit", "3"}));
    RunningSession killed(ctask_, made, "killed", {"--no-input"}, {"write", "made=x"});
    pid_t agent = 0;
    REQUIRE(eventually([&] {
        agent = static_cast<pid_t>(lease_of(made).root()["child_pid"].number().value_or(0));
        return agent > 0 && !exists(made, ".ctask/write.lock");
    }));
    killed.program().send(SIGKILL);
    killed.program().wait();
    killed.tell_to_end();
    REQUIRE(eventually([&] { return state_of(agent) == 0 || state_of(agent) == 'Z'; }));

    std::filesystem::rename(made, template_);
    const std::string state = "template/.ctask/";
    const std::string lease = ctask_.scratch.read_file(state + "session.json");
    ctask_.scratch.write_file(state + "sessions/beside.json", lease);
    ctask_.scratch.write_file(state + "sessions/beside.manifest-start",
                              ctask_.scratch.read_file(state + "manifest-start.json"));
    ctask_.scratch.write_file(
        state + "write.lock",
        format_lock_note({4194000, 1, read_host(Environment()).hostname, "b", "killed"}));
    for (const char* name :
         {".ctask/session.json", ".ctask/sessions/beside.json", ".ctask/sessions/beside.manifest-start",
          ".ctask/write.lock", ".ctask/manifest-start.json", ".ctask/last-session-summary.json",
          ".ctask/history.jsonl", "logs/sessions.log", "task.yaml", "notes.md"})
        good_[name] = read_file(template_, name);
}

std::string HostileScene::put_in_place(const std::string& root)
{
    const std::string workspace = ctask_.scratch.path(root + "/general/" + kName);
    ctask_.scratch.remove(root);
    ctask_.scratch.make_directory(root + "/general");
    std::filesystem::copy(template_, workspace,
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::copy_symlinks);
    return workspace;
}

Program HostileScene::start(const Words& command, const std::string& root) const
{
    ProgramSetup setup = ctask_.setup(through_ + Words{Binary::path()} + command);
    for (std::string& entry : setup.environment)
        if (entry.starts_with("CTASK_ROOT=")) entry = "CTASK_ROOT=" + ctask_.scratch.path(root);
    return Program(setup, limit_memory);
}

void HostileScene::run(const Words& command)
{
    Program program = start(command, "root");
    judge(command, program);
}

void HostileScene::judge(const Words& command, Program& program)
{
    CAPTURE(command);
    const ProgramResult result = program.wait(kNoHang);
    ++runs_;
    CAPTURE(result.out.substr(0, 500));
    CAPTURE(result.err.substr(0, 500));
    CHECK(result.signal == 0);
    // What doctor and agents find is their result; what diff finds is its status.
    if (command[0] != "diff" && result.status != 0) CHECK(result.out + result.err != "");
    if (!prints_raw(command)) CHECK(is_clean(result.out));
    CHECK(is_clean(result.err));
    if (command.back() == "--json" && result.out != "") parsed(result.out);
}

bool HostileScene::lose_privileges()
{
    if (::geteuid() != 0) return true;
    // Of a namespace that knows no user root is the owner of its files and no more.
    const Words nobody = {"unshare", "-U"};
    if (!can_run_through(nobody)) return false;
    through_ = nobody;
    return true;
}

void HostileScene::run_changing(const Attack& attack, const std::function<Words(const std::string&)>& command)
{
    constexpr std::size_t kSideBySide = 12;
    const std::string root = "root-" + std::to_string(next_root_++ % kSideBySide);
    finish(root);
    const std::string workspace = put_in_place(root);
    attack.harm(workspace);
    const Words words = command(workspace);
    if (words[0] == "undo") start({"delete", workspace, "--yes"}, root).wait();
    running_.emplace(root, Running{attack.what, words, start(words, root)});
}

void HostileScene::finish(const std::string& root)
{
    const auto running = running_.find(root);
    if (running == running_.end()) return;
    INFO("attacked: ", running->second.what);
    judge(running->second.command, running->second.program);
    running_.erase(running);
    CHECK(fingerprint_of(canary_) == canary_before_);
}

void HostileScene::finish()
{
    while (!running_.empty()) finish(running_.begin()->first);
    CHECK(names_in(ctask_.scratch.path("home")).empty());
    CHECK(runs_ > attacks_);
    MESSAGE(attacks_, " attacks, ", runs_, " runs");
}

void HostileScene::begin(const Attack& attack)
{
    if (harmed_ != attack.file) put_in_place("root");
    harmed_ = attack.file;
    attack.harm(workspace_);
    ++attacks_;
}

void HostileScene::attack(const Attack& attack)
{
    INFO("attacked: ", attack.what);
    begin(attack);
    for (const Words& command : looking_commands(workspace_)) run(command);
    for (std::size_t at = 0; at < changing_commands({}).size(); ++at)
        run_changing(attack, [at](const std::string& workspace) { return changing_commands(workspace)[at]; });
}

void HostileScene::attack_readers(const Attack& attack)
{
    INFO("attacked: ", attack.what);
    begin(attack);
    run({reader_of(attack.file), workspace_});
    run({reader_of(attack.file), workspace_, "--json"});
    run_changing(attack, resume);
}

void HostileScene::attack_briefly(const Attack& attack, bool also_session)
{
    INFO("attacked: ", attack.what);
    begin(attack);
    run({reader_of(attack.file), workspace_, "--json"});
    if (also_session) run_changing(attack, resume);
}

void HostileScene::attack_settings(const std::string& what, bool by_every_command,
                                   const std::function<void(const std::string&)>& harm)
{
    INFO("attacked: ", what);
    ++attacks_;
    ctask_.scratch.make_directory("home/.config/ctask");
    harm(ctask_.scratch.path("home/.config/ctask/config.yaml"));
    std::vector<Words> commands = {{"config", "--json"}, resume(put_in_place("root"))};
    if (by_every_command)
        for (const Words& more : std::vector<Words>{{"config"},
                                                    {"list"},
                                                    {"info", workspace_},
                                                    {"doctor"},
                                                    {"agents"},
                                                    {"undo", "--list"},
                                                    {"completion", "bash"},
                                                    {"new", "other", "--no-launch"}})
            commands.push_back(more);
    for (const Words& command : commands) run(command);
    ctask_.scratch.remove("home/.config");
    CHECK(fingerprint_of(canary_) == canary_before_);
}

} // namespace ctask
