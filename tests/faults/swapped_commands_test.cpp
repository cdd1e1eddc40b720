// Directories change places with links, over and over, while commands remove, move and copy what is in them.
#include "base/unique_fd.hpp"
#include "faults/canary.hpp"
#include "posix/forked.hpp"
#include "support/binary.hpp"
#include "support/doctest.hpp"
#include "workspace/paths.hpp"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <stdio.h>
#include <thread>

using namespace ctask;
namespace fs = std::filesystem;

namespace {

constexpr int kRounds = 8;
constexpr int kFiles = 60;

/// While this lives, `name` in a directory and `other` take each other's place. The directory is held open,
/// and so is followed wherever it is moved.
class Exchanging {
  public:
    Exchanging(const std::string& directory, const std::string& name, const std::string& other)
        : directory_(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)), process_([=, this] {
              while (true) {
                  ::renameat2(directory_.get(), name.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE);
                  std::this_thread::sleep_for(std::chrono::microseconds(1));
              }
              return 0;
          })
    {
        REQUIRE(directory_);
    }

  private:
    UniqueFd directory_;
    Forked process_;
};

/// One workspace, a canary in which something has the workspace's name too, and links to both.
class Exchanged {
  public:
    Exchanged()
        : workspace(ctask.make_workspace("idea")), name(last_component(workspace)),
          category(parent_path(workspace))
    {
        make_canary(ctask.scratch, "canary");
        make_canary(ctask.scratch, "canary/" + name);
        before_ = fingerprint_of(ctask.scratch.path("canary"));
        ctask.scratch.make_link(ctask.scratch.path("canary"), "link");
        ctask.scratch.make_link(ctask.scratch.path("canary/" + name), "link-of-its-name");
        fill(workspace.substr(ctask.scratch.path().size() + 1) + "/output/d");
    }

    void fill(const std::string& directory) const
    {
        for (int file = 0; file < kFiles; ++file)
            ctask.scratch.write_file(directory + "/deep/" + std::to_string(file), "x");
        ctask.scratch.write_file(directory + "/work", "of the user");
    }
    /// Puts what was deleted into a past from which the next look through the trash removes it.
    void make_trash_old() const
    {
        const Words names = ctask.trash();
        REQUIRE(names.size() == 1);
        const std::string trash = ctask.scratch.path("root/.trash/");
        const std::string past = "20200101T000000Z";
        fs::rename(trash + names[0], trash + past + names[0].substr(past.size()));
        ctask.scratch.write_file("root/.trash/.looked_through_at", "2020-03-01T00:00:00Z\n");
    }
    std::string link() const { return ctask.scratch.path("link"); }
    std::string link_of_its_name() const { return ctask.scratch.path("link-of-its-name"); }
    void check_canary() const { CHECK(fingerprint_of(ctask.scratch.path("canary")) == before_); }
    /// Wherever it is now.
    std::ptrdiff_t works() const
    {
        const fs::recursive_directory_iterator all(ctask.scratch.path());
        return std::count_if(begin(all), end(all), [](const fs::directory_entry& entry) {
            return entry.path().filename() == "work";
        });
    }

    const Binary ctask;
    const std::string workspace;
    const std::string name;
    const std::string category;

  private:
    std::string before_;
};

} // namespace

TEST_SUITE_BEGIN("swapped");

TEST_CASE("a removal for good goes through no link that takes a directory's place beside it")
{
    int gone = 0;
    for (int round = 0; round < kRounds; ++round)
        for (const bool expired : {false, true}) {
            CAPTURE(expired);
            const Exchanged scene;
            if (expired) {
                REQUIRE(scene.ctask.run({"delete", "--yes", "idea"}).status == 0);
                scene.make_trash_old();
            }
            const std::string holder =
                expired ? scene.ctask.scratch.path("root/.trash/" + scene.ctask.trash()[0]) : scene.workspace;
            const Exchanging exchanging(holder + "/output", "d", scene.link());

            const ProgramResult result = scene.ctask.run(
                expired ? Words{"new", "other", "--no-launch"} : Words{"delete", "--yes", "--purge", "idea"});

            scene.check_canary();
            if (expired) CHECK(result.status == 0);
            gone += scene.ctask.trash().empty() ? 1 : 0;
        }
    MESSAGE((2 * kRounds), " removals, of which ", gone, " left nothing");
}

TEST_CASE("a command about a workspace that changes places with a link keeps to the workspace")
{
    const std::vector<Words> commands = {
        {"delete", "--yes"}, {"delete", "--yes", "--purge"}, {"archive"}, {"rename"}, {"info"}};
    int done = 0;
    for (int round = 0; round < kRounds; ++round)
        for (const Words& command : commands)
            for (const bool above : {false, true}) {
                CAPTURE(command);
                CAPTURE(above);
                const Exchanged scene;
                Words words = command + Words{scene.name};
                if (command.front() == "rename") words.push_back("another name");
                ProgramResult result;
                {
                    const Exchanging exchanging =
                        above ? Exchanging(parent_path(scene.category), last_component(scene.category),
                                           scene.link())
                              : Exchanging(scene.category, scene.name, scene.link_of_its_name());
                    result = scene.ctask.run(words);
                }
                scene.check_canary();
                CHECK((result.status == 0 || result.status == 1));
                const bool may_be_gone = command.back() == "--purge";
                if (!may_be_gone) CHECK(scene.works() == 1);
                done += result.status == 0 ? 1 : 0;
            }
    MESSAGE((kRounds * 2 * commands.size()), " commands, of which ", done, " did what they were told");
}

TEST_CASE("what comes back from the trash comes through no link")
{
    int back = 0;
    for (int round = 0; round < kRounds; ++round)
        for (const std::string place : {"general", ".trash"}) {
            CAPTURE(place);
            const Exchanged scene;
            REQUIRE(scene.ctask.run({"delete", "--yes", "idea"}).status == 0);
            ProgramResult result;
            {
                const Exchanging exchanging(scene.ctask.scratch.path("root"), place, scene.link());
                result = scene.ctask.run({"undo"});
            }
            scene.check_canary();
            CHECK((result.status == 0 || result.status == 1));
            CHECK(scene.works() == 1);
            back += result.status == 0 ? 1 : 0;
        }
    MESSAGE((2 * kRounds), " times undo, of which ", back, " brought it back");
}

TEST_CASE("a seed that changes places with a link brings nothing from behind it")
{
    int made = 0;
    for (int round = 0; round < kRounds; ++round) {
        const Exchanged scene;
        const std::string seed = "home/.config/ctask/seed";
        scene.fill(seed + "/d");
        const Exchanging exchanging(scene.ctask.scratch.path(seed), "d", scene.link());

        const ProgramResult result = scene.ctask.run({"new", "other", "--no-launch"});

        scene.check_canary();
        CHECK((result.status == 0 || result.status == 125));
        if (result.status != 0) continue;
        const std::string laid_out = scene.ctask.run({"path", "other"}).out;
        const fs::path copy = laid_out.substr(0, laid_out.size() - 1) + "/d";
        if (!fs::is_symlink(copy)) CHECK_FALSE(fs::exists(copy / "file"));
        ++made;
    }
    MESSAGE(kRounds, " times new, of which ", made, " made a workspace");
}

TEST_SUITE_END();
