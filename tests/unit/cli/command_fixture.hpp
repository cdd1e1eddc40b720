// Runs ctask's commands in a fake world whose root is a scratch directory.
#pragma once

#include "cli/program.hpp"

#include "support/doctest.hpp"
#include "support/fake_world.hpp"
#include "support/scratch_dir.hpp"
#include "support/time_zone.hpp"

namespace ctask {

/// What a command wrote and how it ended.
struct Result {
    int status = 0;
    std::string out;
    std::string err;
};

class CommandFixture {
  public:
    CommandFixture()
    {
        world.environment.entries = {"HOME=" + scratch.path(), "CTASK_ROOT=" + scratch.path("root"),
                                     "CTASK_AGENT=codex"};
        world.environment.working_directory = scratch.path();
        scratch.make_directory("root");
    }

    Result run(const std::vector<std::string>& words)
    {
        Result result;
        Streams streams;
        streams.out = [&result, this](std::string_view text) {
            if (out_error == 0) result.out += text;
            return out_error;
        };
        streams.in = [this](std::size_t limit) { return input.substr(0, limit); };
        streams.err = [&result](std::string_view text) { result.err += text; };
        streams.out_columns = columns;
        streams.open_report = [this](const std::string& target) {
            report = target + ":";
            return [this](std::string_view text) {
                if (report_error == 0) report += text;
                return report_error;
            };
        };
        streams.give_back_signals = [this] { ++signals_given_back; };
        streams.out_is_terminal = columns > 0;
        streams.out_redraws = columns > 0;
        streams.colour_out = streams.colour_err = colour;
        result.status = run_program(world.world(), streams, words).status;
        return result;
    }

    /// A workspace in a category, updated so long ago; `more` are further lines of its task.yaml.
    void add(const std::string& place, const std::string& title, Nanoseconds ago,
             const std::string& more = {})
    {
        std::string name = place.substr(place.find('/') + 1);
        std::string slug = name.size() > 11 ? name.substr(11) : name;
        std::string at = format_time(world.clock.now() - ago);
        scratch.write_file("root/" + place + "/task.yaml", "id: " + name + "\nslug: " + slug + "\ntitle: \"" +
                                                               title + "\"\ncreated_at: " + at +
                                                               "\nupdated_at: " + at + "\n" + more);
    }
    std::string file(const std::string& place, const std::string& name) const
    {
        return "root/" + place + "/" + name;
    }

    /// The lease of a process that runs, or that does not.
    void add_lease(const std::string& place, pid_t pid, bool alive)
    {
        std::string at = format_time(world.clock.now() - std::chrono::seconds(12));
        std::string start = std::to_string(90000 + pid);
        if (alive) world.processes.table().add(pid, 90000 + static_cast<std::uint64_t>(pid));
        scratch.write_file(
            file(place, ".ctask/session.json"),
            "{\"session_id\":\"s-" + std::to_string(pid) + "\",\"pid\":" + std::to_string(pid) +
                ",\"pid_start\":" + start + ",\"child_pid\":4712,\"hostname\":\"" + world.host.hostname +
                "\",\"boot_id\":\"" + world.host.boot_id + "\",\"pid_namespace\":\"" +
                world.host.pid_namespace + "\",\"user\":\"me\",\"agent\":\"claude\",\"started_at\":\"" + at +
                "\",\"heartbeat_at\":\"" + at + "\"}");
    }

    TimeZone zone{"UTC0"};
    ScratchDir scratch;
    FakeWorld world;
    /// What is on stdin.
    std::string input;
    std::size_t columns = 0;
    bool colour = false;
    /// The errno that writing to stdout fails with.
    int out_error = 0;
    /// What was written to the report, behind its target.
    std::string report;
    /// With which writing it fails.
    int report_error = 0;
    int signals_given_back = 0;
};

} // namespace ctask
