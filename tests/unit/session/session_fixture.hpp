// A workspace, a world and a listener: what every test of a session starts with.
#pragma once

#include "record/lease.hpp"
#include "record/summary.hpp"
#include "session/run.hpp"
#include "support/fake_world.hpp"
#include "support/leases.hpp"
#include "support/recorded_events.hpp"
#include "support/scratch_dir.hpp"
#include "workspace/creation.hpp"
#include "workspace/layout.hpp"

#include <string>
#include <vector>

namespace ctask {

class SessionFixture {
  public:
    SessionFixture()
    {
        Settings settings;
        settings.root = {scratch.path(), "test"};
        workspace = create_workspace(world.files, settings,
                                     NewWorkspace{.title = "the work", .category = "general", .agent = {}},
                                     world.clock.now());
        below = workspace.path.substr(scratch.path().size() + 1) + "/";
    }

    /// As `resume` plans it, without anybody to ask.
    Plan plan(FakeWorld& in) const
    {
        Plan plan;
        plan.workspace = workspace;
        plan.agent = "claude";
        plan.command.program = "/usr/bin/claude";
        plan.command.argv = {"claude"};
        plan.command.directory = workspace.directory.get();
        plan.session_id = "testhost-" + std::to_string(in.host.pid) + "-20261123T070000Z";
        return plan;
    }
    Plan plan() { return plan(world); }
    /// As `new` plans it.
    Plan plan_of_new()
    {
        Plan of_new = plan();
        of_new.created = take_inventory(*workspace.directory);
        return of_new;
    }

    Outcome run(Plan planned) { return world.run(run_session(world.world(), events, std::move(planned))); }

    std::string name(const std::string& file) const { return below + file; }
    std::string state(const std::string& file) const { return below + ".ctask/" + file; }
    bool exists(const std::string& file) const { return scratch.exists(file); }

    Lease lease(const std::string& file = "session.json") const
    {
        std::string problem;
        const auto read = parse_lease(scratch.read_file(state(file)), problem);
        REQUIRE_MESSAGE(read.has_value(), problem);
        return *read;
    }
    /// Of another session on this machine.
    Lease lease_of(pid_t pid, std::uint64_t start_ticks) const
    {
        return lease_on(world.host, "testhost-" + std::to_string(pid) + "-x", pid, start_ticks);
    }
    void write_lease_file(const Lease& lease, const std::string& file = "session.json") const
    {
        StringSink sink;
        write_lease(sink, lease);
        scratch.write_file(state(file), sink.text);
    }
    std::vector<HistoryEntry> history() const
    {
        std::size_t bad_lines = 0;
        auto entries = parse_history(scratch.read_file(state("history.jsonl")), bad_lines);
        CHECK(bad_lines == 0);
        return entries;
    }
    Summary summary() const
    {
        std::string problem;
        const auto read =
            parse_summary(scratch.read_file(state("last-session-summary.json")), ScanRules{}, problem);
        REQUIRE_MESSAGE(read.has_value(), problem);
        return *read;
    }
    /// Nothing of any session is left: no lease, no lock, no start manifest, no temporary file.
    void check_settled() const
    {
        for (const char* file : {"session.json", "write.lock", "manifest-start.json"})
            CHECK_FALSE(exists(state(file)));
        const auto directory = workspace.directory->open(".ctask");
        for (const std::string& file : directory->names()) CHECK(file.front() != '.');
        CHECK(directory->names("sessions").empty());
    }

    FakeWorld world;
    ScratchDir scratch;
    RecordedEvents events;
    Workspace workspace;
    /// From the scratch directory to the inside of the workspace.
    std::string below;
};

} // namespace ctask
