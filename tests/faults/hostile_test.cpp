// Everything that is not what it should be, in the place of every file that ctask reads.
#include "end_to_end/records.hpp"
#include "faults/hostile_scene.hpp"
#include "faults/hostile_texts.hpp"
#include "support/doctest.hpp"

#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

using namespace ctask;
namespace fs = std::filesystem;

namespace {

bool is_json(const std::string& file)
{
    return file.ends_with(".json") || file.ends_with(".jsonl") || file.ends_with("-start") ||
           file.ends_with(".lock");
}

void put(const std::string& path, const std::string& bytes)
{
    fs::remove(path);
    std::ofstream(path, std::ios::binary) << bytes;
}

Attack with_text(const std::string& file, const HostileText& text)
{
    return {file + ": " + text.name, file,
            [file, bytes = text.bytes](const std::string& workspace) { put(workspace + "/" + file, bytes); }};
}

/// Read as the file of the same kind of the workspace's owner is.
bool has_its_like(const std::string& file)
{
    return file.starts_with(".ctask/sessions/");
}

/// What only a reader of such a file can be led astray by.
std::vector<HostileText> special_texts(const std::string& file, const std::string& good)
{
    if (has_its_like(file)) return {};
    if (is_json(file)) return hostile_json(good);
    const std::vector<std::string> keys = {
        "id",       "slug", "title", "created_at", "updated_at", "archived_at",    "status",
        "category", "type", "mode",  "agent",      "launch_dir", "schema_version", "workspace"};
    return file == "task.yaml" ? hostile_yaml(good, keys) : std::vector<HostileText>();
}

void bind_socket(const std::string& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::close(socket);
}

struct Thing {
    std::string name;
    std::function<void(const std::string& path, const std::string& canary)> put;
    /// As for a text; of those alike one is.
    bool for_every_command = false;
};

const std::vector<Thing>& things_that_are_no_files()
{
    static const std::vector<Thing> things = {
        {"a link to a file",
         [](const std::string& path, const std::string& canary) {
             fs::create_symlink(canary + "/file", path);
         },
         true},
        {"a link to a directory",
         [](const std::string& path, const std::string& canary) {
             fs::create_directory_symlink(canary, path);
         },
         true},
        {"a link to nothing", [](const std::string& path,
                                 const std::string& canary) { fs::create_symlink(canary + "/new", path); }},
        {"a link to itself", [](const std::string& path,
                                const std::string&) { fs::create_symlink(fs::path(path).filename(), path); }},
        {"a fifo", [](const std::string& path, const std::string&) { ::mkfifo(path.c_str(), 0666); }, true},
        {"a socket", [](const std::string& path, const std::string&) { bind_socket(path); }},
        {"a device that never ends",
         [](const std::string& path, const std::string&) {
             // Only root may make one.
             [[maybe_unused]] const int made = ::mknod(path.c_str(), 0666 | S_IFCHR, makedev(1, 5));
         }},
        {"a directory",
         [](const std::string& path, const std::string&) { fs::create_directories(path + "/sub"); }, true},
        {"200 MB of nothing",
         [](const std::string& path, const std::string&) {
             put(path, "");
             fs::resize_file(path, 200'000'000);
         }},
        {"nothing at all", [](const std::string&, const std::string&) {}, true},
    };
    return things;
}

} // namespace

TEST_SUITE_BEGIN("hostile-texts");

TEST_CASE("whatever the text of a file, every command ends with a word and nothing raw")
{
    HostileScene scene;
    for (const auto& named : scene.good_files())
        for (const auto& some : {hostile_texts(named.second), special_texts(named.first, named.second)})
            for (const HostileText& text : some) {
                if (text.for_every_command)
                    scene.attack(with_text(named.first, text));
                else
                    scene.attack_readers(with_text(named.first, text));
            }
    scene.finish();
}

// At every byte the unit tests cut.
TEST_CASE("a file that is cut off anywhere is told by name or taken for what is left of it")
{
    HostileScene scene;
    std::size_t cuts = 0;
    for (const auto& named : scene.good_files()) {
        if (named.first == "notes.md" || named.first == "logs/sessions.log") continue;
        if (has_its_like(named.first)) continue;
        const std::size_t step = named.second.size() < 500 ? 5 : 11;
        for (const HostileText& text : cut_texts(named.second)) {
            if (text.bytes.size() % step != 0) continue;
            scene.attack_briefly(with_text(named.first, text), ++cuts % 5 == 0);
        }
    }
    scene.finish();
}

TEST_CASE("whatever the config file holds, every command ends with a word and nothing raw")
{
    const std::string good = "default_agent: claude\nsession_mode: direct\nignore: [\"*.o\", build/]\n"
                             "agents:\n  mine: {command: claude, args: [-v], env: {A: b}}\n";
    const std::vector<std::string> keys = {
        "root",   "project_root", "seed_dir", "seed_project_dir", "default_agent",
        "agents", "session_mode", "ignore",   "unknown"};
    HostileScene scene;
    for (const auto& some : {hostile_texts(good), hostile_yaml(good, keys), cut_texts(good)})
        for (const HostileText& text : some)
            scene.attack_settings(text.name, text.for_every_command,
                                  [&](const std::string& config) { put(config, text.bytes); });
    for (const Thing& thing : things_that_are_no_files())
        scene.attack_settings(thing.name, true,
                              [&](const std::string& config) { thing.put(config, scene.canary()); });
    scene.finish();
}

TEST_SUITE_END();
TEST_SUITE_BEGIN("hostile-things");

TEST_CASE("what lies in the place of a file and is none is neither followed nor waited for nor replaced")
{
    HostileScene scene;
    Words places = {".ctask", ".ctask/sessions", "logs"};
    for (const auto& named : scene.good_files()) places.push_back(named.first);
    for (const std::string& place : places)
        for (const Thing& thing : things_that_are_no_files()) {
            const Attack attack = {place + " is " + thing.name, place, [&](const std::string& workspace) {
                                       fs::remove_all(workspace + "/" + place);
                                       thing.put(workspace + "/" + place, scene.canary());
                                   }};
            if (thing.for_every_command)
                scene.attack(attack);
            else
                scene.attack_readers(attack);
        }
    scene.finish();
}

TEST_CASE("what may not be read or written is told by name")
{
    HostileScene scene;
    if (!scene.lose_privileges()) return;
    const auto mode_attack = [&](const std::string& name, mode_t mode) {
        return Attack{"mode " + std::to_string(mode) + " of " + name, name,
                      [name, mode](const std::string& workspace) {
                          REQUIRE(::chmod((workspace + "/" + name).c_str(), mode) == 0);
                      }};
    };
    for (const auto& file : scene.good_files()) {
        scene.attack(mode_attack(file.first, 0));
        for (const mode_t mode : {0200U, 0400U}) scene.attack_readers(mode_attack(file.first, mode));
    }
    for (const char* directory : {"", ".ctask", ".ctask/sessions", "logs"})
        for (const mode_t mode : {0U, 0400U, 0100U, 0500U, 0300U}) scene.attack(mode_attack(directory, mode));
    scene.finish();
}

TEST_SUITE_END();
