// A set-up that the doctor has nothing to say against, and its lines by their subjects.
#pragma once

#include "command_fixture.hpp"

namespace ctask {

inline const std::string kParser = "general/2026-11-22_fix-the-parser";

inline bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

class DoctorFixture : public CommandFixture {
  public:
    DoctorFixture()
    {
        world.environment.entries.push_back("SHELL=/bin/bash");
        world.environment.entries.push_back("PATH=" + scratch.path("usr/bin"));
        world.environment.entries.push_back("XDG_DATA_DIRS=" + scratch.path("usr/share"));
        world.processes.tool = [this](const Command& command) {
            Captured captured;
            captured.status = 0;
            captured.out = command.program.ends_with("tmux") ? tmux_says : "git version 2.39.5\n";
            return captured;
        };
    }

    /// The line about a subject; empty when there is none.
    std::string line(const std::string& subject, const std::vector<std::string>& more = {})
    {
        std::vector<std::string> words = {"doctor"};
        words.insert(words.end(), more.begin(), more.end());
        last = run(words);
        for (std::size_t start = 0; start < last.out.size();) {
            const std::size_t end = last.out.find('\n', start);
            const std::string found = last.out.substr(start, end - start);
            if (found.find("  " + subject + " ") == 4) return found;
            start = end + 1;
        }
        return {};
    }

    Result last;
    std::string tmux_says = "tmux 3.3a\n";
};

} // namespace ctask
