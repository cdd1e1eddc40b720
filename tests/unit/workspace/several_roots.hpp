// Roots with workspaces in them, for finding these again.
#pragma once

#include "support/fake_world.hpp"
#include "support/scratch_dir.hpp"
#include "workspace/catalog.hpp"
#include "workspace/finding.hpp"

#include <string>
#include <vector>

namespace ctask {

struct SeveralRoots {
    ScratchDir scratch;
    FakeWorld world;
    Settings settings;

    SeveralRoots()
    {
        settings.root.value = scratch.path("root");
        world.environment.entries.clear();
        world.environment.working_directory = scratch.path();
    }
    /// A workspace at `place` ("root/general/x") that was last updated on a day of November 2026.
    void add(const std::string& place, const std::string& slug, int day = 1, const std::string& more = {})
    {
        std::string date = "2026-11-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T00:00:00Z";
        scratch.write_file(place + "/task.yaml", "slug: " + slug + "\nupdated_at: " + date + "\n" + more);
    }
    std::vector<std::string> names()
    {
        std::vector<std::string> found;
        for (const CatalogEntry& listed : read_catalog(world.files, settings)) found.push_back(listed.name);
        return found;
    }
    Workspace find(const std::string& word)
    {
        return find_workspace(world.files, settings, world.environment, word);
    }
};

} // namespace ctask
