// What a session stands on is replaced by a link to somebody else's directory while it runs.
#include "end_to_end/records.hpp"
#include "faults/canary.hpp"
#include "faults/session_through.hpp"
#include "support/doctest.hpp"

#include <cstdio>
#include <filesystem>

using namespace ctask;
namespace fs = std::filesystem;

namespace {

const Words kOwnMounts = {"unshare", "-U", "-r", "-m"};

/// A session whose agent waits, so that something can be done to its workspace, and then exits with a status.
class Swapped {
  public:
    Swapped(bool fresh, const std::string& status)
    {
        make_canary(ctask.scratch, "canary");
        before_ = fingerprint_of(ctask.scratch.path("canary"));
        const Words agent = Binary::agent({"write", ctask.scratch.path("started") + "=", "until",
                                           ctask.scratch.path("ends"), "exit", status});
        const Words command = fresh ? Words{"new", "idea", "--no-input"}
                                    : Words{"resume", ctask.make_workspace("idea"), "--no-input"};
        session_.emplace(ctask.setup(Words{Binary::path()} + command + agent));
        await_file(ctask.scratch.path("started"));
        workspace = ctask.workspaces().front();
        await_agent_in_lease(workspace);
    }

    /// Puts a link to the canary where this was; what was there lies aside.
    void replace(const std::string& path)
    {
        fs::rename(path, ctask.scratch.path("aside"));
        fs::create_directory_symlink(ctask.scratch.path("canary"), path);
    }
    ProgramResult end()
    {
        ctask.scratch.write_file("ends", "");
        return session_->wait();
    }
    void check_canary() const { CHECK(fingerprint_of(ctask.scratch.path("canary")) == before_); }

    Binary ctask;
    std::string workspace;

  private:
    std::optional<Program> session_;
    std::string before_;
};

struct Target {
    const char* name;
    /// From the workspace.
    const char* path;
    /// Where the workspace then lies.
    const char* workspace_afterwards;
};
const std::vector<Target> kTargets = {{"the workspace", "", "aside"},
                                      {"its parent", "/..", "aside/"},
                                      {"the state", "/.ctask", ""},
                                      {"the logs", "/logs", ""},
                                      {"the output", "/output", ""}};

} // namespace

TEST_SUITE_BEGIN("swapped");

TEST_CASE("a link that takes a directory's place during a session leads nobody anywhere")
{
    std::size_t cases = 0;
    for (const Target& target : kTargets)
        for (const std::string status : {"0", "1", "130"})
            for (const bool fresh : {false, true}) {
                CAPTURE(std::string(target.name));
                CAPTURE(status);
                CAPTURE(fresh);
                Swapped scene(fresh, status);
                const std::string name = scene.workspace.substr(scene.workspace.rfind('/') + 1);
                const fs::path workspace = scene.workspace;
                const bool above = std::string(target.path) == "/..";
                scene.replace(above ? workspace.parent_path().string() : scene.workspace + target.path);

                const ProgramResult result = scene.end();

                CHECK(result.status == std::stoi(status));
                scene.check_canary();
                CHECK(scene.ctask.trash().empty());
                const std::string afterwards = target.workspace_afterwards;
                std::string now = afterwards.empty() ? scene.workspace : scene.ctask.scratch.path(afterwards);
                if (now.ends_with('/')) now += name;
                for (const char* file : {"task.yaml", "AGENTS.md", "notes.md"}) CHECK(exists(now, file));
                const bool state_is_aside = std::string(target.path) == "/.ctask";
                const std::string with_state = state_is_aside ? scene.ctask.scratch.path("with-state") : now;
                if (state_is_aside) {
                    fs::create_directory(with_state);
                    fs::rename(scene.ctask.scratch.path("aside"), with_state + "/.ctask");
                }
                CHECK(history_of(with_state).size() == 1);
                CHECK(leftovers(with_state) == "");
                ++cases;
            }
    MESSAGE(cases, " swaps");
}

TEST_CASE("links that lie in a workspace before its session begins are refused by name")
{
    for (const char* name : {".ctask", "logs"}) {
        CAPTURE(std::string(name));
        const Binary ctask;
        make_canary(ctask.scratch, "canary");
        const std::string before = fingerprint_of(ctask.scratch.path("canary"));
        const std::string workspace = ctask.make_workspace("idea");
        fs::remove_all(workspace + "/" + name);
        fs::create_directory_symlink(ctask.scratch.path("canary"), workspace + "/" + name);

        const ProgramResult result =
            ctask.run(Words{"resume", workspace, "--no-input"} + Binary::agent({"exit", "3"}));

        CHECK(result.status == 3);
        CHECK(contains(result.err, std::string(name) + " is a symbolic link"));
        CHECK(fingerprint_of(ctask.scratch.path("canary")) == before);
    }
}

TEST_CASE("what is mounted in a workspace is left alone, with the workspace")
{
    if (!can_run_through(kOwnMounts)) return;
    std::size_t cases = 0;
    // Whoever mounts something on the logs wants them there.
    const std::vector<std::pair<std::string, std::string>> mounts = {
        {"output", "--bind \"$0\""}, {"output", "-t tmpfs none"}, {"logs", "-t tmpfs none"},
        {".ctask", "--bind \"$0\""}, {".ctask", "-t tmpfs none"}, {".", "--bind \"$0\""},
        {".", "-t tmpfs none"}};
    for (const auto& mount : mounts)
        for (const std::string status : {"0", "1", "130"}) {
            // clang 14 cannot capture the names of a pair's parts.
            const std::string place = mount.first;
            const std::string kind = mount.second;
            CAPTURE(place);
            CAPTURE(kind);
            CAPTURE(status);
            const Binary ctask;
            make_canary(ctask.scratch, "canary");
            const std::string before = fingerprint_of(ctask.scratch.path("canary"));
            const std::string script = "mount " + kind + " " + place + " || exit 99; exit " + status;

            const ProgramResult result = run_through(ctask, kOwnMounts,
                                                     {"new", "idea", "--no-input", "--agent", "sh", "--",
                                                      "-c", script, ctask.scratch.path("canary")});

            CHECK(result.status == std::stoi(status));
            CHECK(fingerprint_of(ctask.scratch.path("canary")) == before);
            // A mount upon the whole workspace from inside is not seen through its descriptor, and went
            // with the namespace.
            if (place != ".") CHECK(ctask.trash().empty());
            ++cases;
        }
    MESSAGE(cases, " mounts");
}

TEST_CASE("files that a workspace shares with others by hard links stay as they are for the others")
{
    const std::vector<std::pair<const char*, const char*>> links = {
        {"file", "output/linked"},
        {"sessions.log", "logs/sessions.log"},
        {"task.yaml", "task.yaml"},
        {"notes.md", "notes.md"},
        {"history.jsonl", ".ctask/history.jsonl"},
        {"session.json", ".ctask/session.json"},
        {".ctask/manifest-start.json", ".ctask/manifest-start.json"},
        {".ctask/last-session-summary.json", ".ctask/last-session-summary.json"},
        {"session.json", ".ctask/write.lock"}};
    for (const std::string status : {"0", "1", "130"}) {
        CAPTURE(status);
        const Binary ctask;
        make_canary(ctask.scratch, "canary");
        const std::string workspace = ctask.make_workspace("idea");
        fs::create_directory(workspace + "/.ctask");
        for (const auto& [from, to] : links) {
            fs::remove(workspace + "/" + to);
            fs::create_hard_link(ctask.scratch.path("canary/") + from, workspace + "/" + to);
        }
        const std::string before = fingerprint_of(ctask.scratch.path("canary"));

        for (int time = 0; time < 2; ++time)
            CHECK(ctask
                      .run(Words{"resume", workspace, "--no-input", "--force"} +
                           Binary::agent({"write", "made=x", "exit", status}))
                      .status == std::stoi(status));

        CHECK(fingerprint_of(ctask.scratch.path("canary")) == before);
        CHECK(occurrences(read_file(workspace, "logs/sessions.log"), "\n") >= 3);
    }
}

TEST_SUITE_END();
