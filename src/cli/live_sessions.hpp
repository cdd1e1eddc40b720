// The sessions that run in any workspace, and what can be seen of them from outside.
#pragma once

#include "session/leases.hpp"
#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ctask {

/// A workspace in which sessions run.
struct LiveWorkspace {
    std::string path;
    std::string name;
    std::string root;
    std::string category;
    std::string slug;
    std::vector<LeaseOnDisk> live;
};

/// Looks at every workspace once, and afterwards only where something may have happened. Changes nothing, and
/// takes no lock.
class LiveSessions {
  public:
    /// Both borrowed.
    LiveSessions(World& world, const Settings& settings);
    ~LiveSessions();
    LiveSessions(const LiveSessions&) = delete;
    LiveSessions& operator=(const LiveSessions&) = delete;

    /// Looks at everything anew. With `watching` changes are reported by changed() from here on. An
    /// unreadable root throws.
    void look_at_all(bool watching);
    /// By path of the workspace.
    std::vector<LiveWorkspace> found() const;

    /// Completes when something may have happened. Takes nothing, so it may be cancelled without loss.
    Task<> changed();
    /// Looks at what was reported since; and, `at_the_living_too`, whether those who were alive still are,
    /// which no file tells.
    void look_again(bool at_the_living_too);

  private:
    class Finding;
    struct Place;
    void look_at(std::size_t number);
    void watch(const Directory& directory, std::size_t number);

    World& world_;
    const Settings& settings_;
    std::vector<Place> places_;
    std::map<std::size_t, LiveWorkspace> live_;
    std::unique_ptr<WatchSet> watches_;
    bool blind_ = false;
};

} // namespace ctask
