// HostileScene: a workspace of a session that was killed, copied anew for each attack.
#include "faults/hostile_scene.hpp"

#include "base/unicode.hpp"
#include "end_to_end/records.hpp"
#include "faults/canary.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <filesystem>
#include <sys/resource.h>

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

} // namespace

HostileScene::HostileScene()
    : template_(ctask_.scratch.path("template")), workspace_(ctask_.scratch.path("root/general/" + kName)),
      canary_(ctask_.scratch.path("canary"))
{
    make_good_workspace();
    find_commands();
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
    ctask_.scratch.write_file(state + "write.lock",
                              R"({"v":2,"pid":4194000,"pid_start":1,"hostname":"h","boot_id":"b"})");
    for (const char* name :
         {".ctask/session.json", ".ctask/sessions/beside.json", ".ctask/sessions/beside.manifest-start",
          ".ctask/write.lock", ".ctask/manifest-start.json", ".ctask/last-session-summary.json",
          ".ctask/history.jsonl", "logs/sessions.log", "task.yaml", "notes.md"})
        good_[name] = read_file(template_, name);
}

void HostileScene::find_commands()
{
    const std::string& w = workspace_;
    const Words agent = {"--no-input", "--agent", Binary::fake_agent(), "--", "append", "notes.md=y"};
    looking_ = {
        {"list"},
        {"list", "--json"},
        {"list", "--all"},
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
        {"agents"},
        {"agents", "check", w},
        {"config"},
        {"config", "--json"},
        {"undo", "--list"},
        {"statusline"},
        {"info", "idea"},
        {"log", "--all", "--json"},
        {"log", "--all"},
        {"diff", w, "--name-only"},
        {"completion", "bash"},
    };
    changing_ = {
        Words{"resume", w} + agent,
        {"open", w, "--no-input", "--", "-c", "true"},
        Words{"last"} + agent,
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

void HostileScene::put_in_place()
{
    ctask_.scratch.remove("root");
    ctask_.scratch.make_directory("root/general");
    std::filesystem::copy(template_, workspace_,
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::copy_symlinks);
}

void HostileScene::run(const Words& command)
{
    CAPTURE(command);
    Program program(ctask_.setup(Words{Binary::path()} + command), limit_memory);
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
    CHECK(fingerprint_of(canary_) == canary_before_);
}

void HostileScene::attack(const std::function<void(const std::string&)>& harm)
{
    put_in_place();
    harm(workspace_);
    for (const Words& command : looking_) run(command);
    for (std::size_t at = 0; at < changing_.size(); ++at) {
        if (at > 0) {
            put_in_place();
            harm(workspace_);
        }
        if (changing_[at][0] == "undo") ctask_.run({"delete", workspace_, "--yes"});
        run(changing_[at]);
    }
    CHECK(names_in(ctask_.scratch.path("home")).empty());
}

void HostileScene::attack_readers(const std::string& file,
                                  const std::function<void(const std::string&)>& harm)
{
    put_in_place();
    harm(workspace_);
    const bool of_history = file == ".ctask/history.jsonl";
    const std::vector<Words> looking = {{"list"}, {of_history ? "log" : "info", workspace_}};
    for (const Words& command : looking) {
        run(command);
        run(command + Words{"--json"});
    }
    run(changing_.front());
}

void HostileScene::attack_briefly(const std::string& file, bool also_session,
                                  const std::function<void(const std::string&)>& harm)
{
    put_in_place();
    harm(workspace_);
    const bool of_history = file == ".ctask/history.jsonl";
    run({of_history ? "log" : "info", workspace_, "--json"});
    if (also_session) run(changing_.front());
}

void HostileScene::attack_settings(const std::function<void(const std::string&)>& harm)
{
    put_in_place();
    ctask_.scratch.make_directory("home/.config/ctask");
    harm(ctask_.scratch.path("home/.config/ctask/config.yaml"));
    const std::vector<Words> commands = {{"config"}, {"config", "--json"},
                                         {"list"},   {"info", workspace_},
                                         {"doctor"}, {"new", "other", "--no-launch"}};
    for (const Words& command : commands) run(command);
    run(changing_.front());
    ctask_.scratch.remove("home/.config");
}

} // namespace ctask
