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

/// What only a reader of such a file can be led astray by.
std::vector<HostileText> special_texts(const std::string& file, const std::string& good)
{
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

using Harm = std::function<void(const std::string& path, const std::string& canary)>;

const std::vector<std::pair<std::string, Harm>>& things_that_are_no_files()
{
    static const std::vector<std::pair<std::string, Harm>> things = {
        {"a link to a file", [](const std::string& path,
                                const std::string& canary) { fs::create_symlink(canary + "/file", path); }},
        {"a link to a directory",
         [](const std::string& path, const std::string& canary) {
             fs::create_directory_symlink(canary, path);
         }},
        {"a link to nothing", [](const std::string& path,
                                 const std::string& canary) { fs::create_symlink(canary + "/new", path); }},
        {"a link to itself", [](const std::string& path,
                                const std::string&) { fs::create_symlink(fs::path(path).filename(), path); }},
        {"a fifo", [](const std::string& path, const std::string&) { ::mkfifo(path.c_str(), 0666); }},
        {"a socket", [](const std::string& path, const std::string&) { bind_socket(path); }},
        {"a device that never ends",
         [](const std::string& path, const std::string&) {
             // Only root may make one.
             [[maybe_unused]] const int made = ::mknod(path.c_str(), 0666 | S_IFCHR, makedev(1, 5));
         }},
        {"a directory",
         [](const std::string& path, const std::string&) { fs::create_directories(path + "/sub"); }},
        {"200 MB of nothing",
         [](const std::string& path, const std::string&) {
             put(path, "");
             fs::resize_file(path, 200'000'000);
         }},
        {"nothing at all", [](const std::string&, const std::string&) {}},
    };
    return things;
}

} // namespace

TEST_SUITE_BEGIN("hostile");

TEST_CASE("whatever the text of a file, every command ends with a word and nothing raw")
{
    HostileScene scene;
    std::size_t texts = 0;
    for (const auto& named : scene.good_files()) {
        const std::string file = named.first;
        const std::string good = named.second;
        CAPTURE(file);
        for (const HostileText& text : hostile_texts(good)) {
            CAPTURE(text.name);
            scene.attack([&](const std::string& workspace) { put(workspace + "/" + file, text.bytes); });
            ++texts;
        }
        for (const HostileText& text : special_texts(file, good)) {
            CAPTURE(text.name);
            scene.attack_readers(
                file, [&](const std::string& workspace) { put(workspace + "/" + file, text.bytes); });
            ++texts;
        }
    }
    MESSAGE(texts, " texts, ", scene.runs(), " runs");
}

TEST_CASE("a file that is cut off at any byte is told by name or taken for what is left of it")
{
    HostileScene scene;
    std::size_t texts = 0;
    for (const auto& named : scene.good_files()) {
        const std::string file = named.first;
        const std::string good = named.second;
        if (file == "notes.md" || file == "logs/sessions.log") continue;
        CAPTURE(file);
        for (const HostileText& text : cut_texts(good)) {
            CAPTURE(text.name);
            // A reader of many bytes is the same one for all of them.
            const bool also_session = good.size() < 500 || text.bytes.size() % 7 == 0;
            scene.attack_briefly(file, also_session, [&](const std::string& workspace) {
                put(workspace + "/" + file, text.bytes);
            });
            ++texts;
        }
    }
    MESSAGE(texts, " cuts, ", scene.runs(), " runs");
}

TEST_CASE("whatever the config file holds, every command ends with a word and nothing raw")
{
    const std::string good = "default_agent: claude\nsession_mode: direct\nignore: [\"*.o\", build/]\n"
                             "agents:\n  mine: {command: claude, args: [-v], env: {A: b}}\n";
    const std::vector<std::string> keys = {
        "root",   "project_root", "seed_dir", "seed_project_dir", "default_agent",
        "agents", "session_mode", "ignore",   "unknown"};
    HostileScene scene;
    std::size_t texts = 0;
    for (const auto& some : {hostile_texts(good), hostile_yaml(good, keys), cut_texts(good)})
        for (const HostileText& text : some) {
            CAPTURE(text.name);
            scene.attack_settings([&](const std::string& config) { put(config, text.bytes); });
            ++texts;
        }
    for (const auto& thing : things_that_are_no_files()) {
        CAPTURE(thing.first);
        scene.attack_settings([&](const std::string& config) { thing.second(config, scene.canary()); });
        ++texts;
    }
    MESSAGE(texts, " config files, ", scene.runs(), " runs");
}

TEST_CASE("what lies in the place of a file and is none is neither followed nor waited for nor replaced")
{
    HostileScene scene;
    std::size_t things = 0;
    for (const auto& named : scene.good_files())
        for (const auto& thing : things_that_are_no_files()) {
            const std::string file = named.first;
            CAPTURE(file);
            CAPTURE(thing.first);
            scene.attack([&](const std::string& workspace) {
                fs::remove(workspace + "/" + file);
                thing.second(workspace + "/" + file, scene.canary());
            });
            ++things;
        }
    for (const std::string directory : {".ctask", ".ctask/sessions", "logs"})
        for (const auto& thing : things_that_are_no_files()) {
            CAPTURE(directory);
            CAPTURE(thing.first);
            scene.attack([&](const std::string& workspace) {
                fs::remove_all(workspace + "/" + directory);
                thing.second(workspace + "/" + directory, scene.canary());
            });
            ++things;
        }
    MESSAGE(things, " things, ", scene.runs(), " runs");
}

TEST_SUITE_END();
