// Makes what is measured in, and removes it whatever happens.
#include "bench/room.hpp"

#include "bench/tree.hpp"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <stdexcept>
#include <sys/signalfd.h>
#include <thread>
#include <unistd.h>

namespace ctask::bench {

namespace {

void remove_whatever_comes(const std::string& path)
{
    // Children that are still writing make new names meanwhile.
    std::error_code error;
    for (int attempt = 0; attempt < 100; ++attempt) {
        std::filesystem::remove_all(path, error);
        if (!error && !std::filesystem::exists(path, error)) return;
        ::usleep(10'000);
    }
}

std::string ctask_path()
{
    const char* path = std::getenv("CTASK_BINARY");
    if (path == nullptr) throw std::runtime_error("CTASK_BINARY does not name the built ctask");
    return path;
}

std::string task_file(const std::string& slug)
{
    return "slug: " + slug + "\ntitle: A task that is called " + slug +
           "\ncreated_at: 2026-01-01T10:00:00Z\nupdated_at: 2026-01-01T10:00:00Z\nstatus: active\n"
           "category: general\nmode: local\nagent: \"true\"\nschema_version: 1\nworkspace: {mode: native}\n";
}

} // namespace

/// Waits for a signal on a thread of its own, or for the end of the room.
struct Room::Watch {
    explicit Watch(const std::string& room)
    {
        sigset_t signals;
        sigemptyset(&signals);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
        ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        descriptor = ::signalfd(-1, &signals, SFD_CLOEXEC);
        thread = std::thread([this, room] { wait(room); });
    }
    ~Watch()
    {
        over = true;
        thread.join();
        ::close(descriptor);
    }
    void wait(const std::string& room) const
    {
        pollfd waiting{descriptor, POLLIN, 0};
        while (!over) {
            if (::poll(&waiting, 1, 50) <= 0) continue;
            remove_whatever_comes(room);
            ::_exit(130);
        }
    }
    int descriptor = -1;
    std::atomic<bool> over = false;
    std::thread thread;
};

Room::Room(const std::string& parent)
{
    std::string name = parent + "/ctask-bench-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a directory in " + parent);
    path_ = name;
    watch_ = std::make_unique<Watch>(path_);
    std::filesystem::create_directories(path("root/general"));
    std::filesystem::create_directories(path("home/.config/ctask"));
    const char* programs = std::getenv("PATH");
    environment_ = {"HOME=" + path("home"), "CTASK_ROOT=" + path("root"), "LANG=C.UTF-8",
                    std::string("PATH=") + (programs == nullptr ? "/usr/bin:/bin" : programs)};
}

Room::~Room()
{
    remove_whatever_comes(path_);
}

Command Room::ctask(const std::vector<std::string>& arguments) const
{
    Command command{{ctask_path()}, environment_};
    command.words.insert(command.words.end(), arguments.begin(), arguments.end());
    return command;
}

void Room::make_tree(const std::string& name, std::size_t files, Shape shape) const
{
    bench::make_tree(path(name), files, shape);
}

std::string Room::make_workspace(const std::string& slug) const
{
    const std::string name = "root/general/2026-01-01_" + slug;
    write(name + "/task.yaml", task_file(slug));
    write(name + "/notes.md", "# Notes\n");
    return path(name);
}

void Room::make_workspaces(std::size_t count) const
{
    for (std::size_t number = 0; number < count; ++number) {
        const std::string slug = "task-" + std::to_string(number);
        write("root/general/2026-01-01_" + slug + "/task.yaml", task_file(slug));
    }
}

void Room::make_past(const std::string& workspace, std::size_t sessions) const
{
    std::ofstream history(workspace + "/.ctask/history.jsonl", std::ios::binary);
    std::ofstream log(workspace + "/logs/sessions.log", std::ios::binary);
    for (std::size_t number = 0; number < sessions; ++number) {
        history << R"({"session_id": "host-)" << number
                << R"(-20260101T100000Z", "hostname": "host", "agent": "true", "mode": "local", )"
                   R"("started_at": "2026-01-01T10:00:00Z", "ended_at": "2026-01-01T10:10:00Z", )"
                   R"("duration_seconds": 600, "end_reason": "child_exited", "detected_via": "child_exit", )"
                   R"("exit_code": 0, "files_added": ["output/result.txt"], "files_modified": ["notes.md"], )"
                   R"("files_deleted": [], "notes_updated": true})"
                << "\n";
        log << "2026-01-01 10:00:00  true  10m  exit 0  1 added, 1 modified\n";
    }
}

void Room::write(const std::string& name, const std::string& text) const
{
    const std::filesystem::path file(path(name));
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

void Room::remove(const std::string& name) const
{
    remove_whatever_comes(path(name));
}

} // namespace ctask::bench
