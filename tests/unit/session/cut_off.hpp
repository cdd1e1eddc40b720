// A session that was cut off, for tests to lay its remains where they want.
#pragma once

#include "session_fixture.hpp"

#include <string>

namespace ctask {

/// What kill -9 of a session leaves: its lease and its start manifest.
class CutOff : public SessionFixture {
  public:
    CutOff()
    {
        world.processes.next_child().exits_after(std::chrono::hours(1)).does_after(Seconds(35), [this] {
            lease_left = scratch.read_file(state("session.json"));
            manifest_left = scratch.read_file(state("manifest-start.json"));
        });
        run(plan());
        for (const char* file : {"history.jsonl", "last-session-summary.json"}) scratch.remove(state(file));
        scratch.remove(name("logs/sessions.log"));
        world.host.pid = 4001;
        world.host.start_ticks = 94'001;
        world.processes.table().running.erase(4000);
        events.all.clear();
    }

    std::string lease_left;
    std::string manifest_left;
};

} // namespace ctask
