// Processes that exist only by a test's word: children that live by a script, and others that can be found.
#pragma once

#include "async/event.hpp"
#include "support/child_script.hpp"
#include "support/fake_child.hpp"
#include "support/fake_signals.hpp"
#include "support/timeline.hpp"
#include "world/processes.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ctask {

/// The processes of one machine; worlds beside each other share it.
struct ProcessTable {
    std::map<pid_t, ProcessFacts> running;
    std::vector<ProcessFacts> standing_in;
    std::vector<ProcessFacts> newcomers;
    pid_t next_pid = 5000;

    /// Adds a process; it started at `start_ticks`.
    void add(pid_t pid, std::uint64_t start_ticks, std::string command = "something");
};

class FakeProcesses : public Processes {
  public:
    FakeProcesses(std::shared_ptr<Timeline> timeline, std::shared_ptr<ProcessTable> table,
                  FakeSignals& signals);

    /// The next start() follows this script. Without one left a child exits 0 at once.
    ChildScript& next_child();

    ProgramPlace find_program(const std::string& name, const Environment& environment) const override;
    std::unique_ptr<Child> start(const Command& command) override;
    /// Answers by `tool`; without one, nothing can be started.
    Task<Captured> capture(Command command, Nanoseconds limit) override;
    void leave_behind(const Command& command, const std::string& input) override;
    std::optional<ProcessFacts> find(pid_t pid) const override;
    std::unique_ptr<Stranger> follow(pid_t pid) override;
    std::vector<ProcessFacts> standing_in(const Directory& directory) const override;
    std::vector<ProcessFacts> newcomers_in(const Directory& directory) const override;
    void adopt_orphans() override { adopts_orphans = true; }
    /// The next script's child, under this number.
    std::unique_ptr<Child> take_over(pid_t pid) override;
    std::unique_ptr<Mailbox> put_out(const std::string& letter) override;
    std::optional<std::string> read_letter(const std::string& address) const override;
    void answer(const std::string& address, const std::string& line) override;

    ProcessTable& table() { return *table_; }
    /// The child started last; the test fails when none was.
    FakeChild& child() const;
    std::size_t started() const { return children_.size(); }

    /// Ends one of the table's, which whoever follows it learns.
    void end(pid_t pid);
    /// Signals that went to such a one, in their order.
    std::vector<std::pair<pid_t, int>> sent_to_strangers;

    /// Programs that cannot be found (ENOENT) or executed (EACCES); every other one lies in /usr/bin.
    std::map<std::string, int> missing;

    bool adopts_orphans = false;
    /// What was given to answer(), and what a mailbox gives out.
    std::deque<std::string> answers;
    std::string letter;

    /// What was left behind, and its input.
    struct Left {
        Command command;
        std::string input;
    };
    std::vector<Left> left_behind;

    /// What a tool that is captured answers.
    std::function<Captured(const Command&)> tool;

    /// What was asked to be started, with the path of the directory it was to start in. Failed starts are
    /// there too.
    struct Asked {
        Command command;
        std::string directory;
    };
    std::vector<Asked> asked;

  private:
    ChildScript next_script();
    std::unique_ptr<Child> begin(pid_t pid, ChildScript script, const std::string& program);

    std::shared_ptr<Timeline> timeline_;
    std::shared_ptr<ProcessTable> table_;
    FakeSignals& signals_;
    std::deque<ChildScript> scripts_;
    std::vector<std::shared_ptr<FakeChild>> children_;
    /// Whoever waits for the end of a process.
    std::map<pid_t, std::vector<std::shared_ptr<Event>>> waiting_;
};

} // namespace ctask
