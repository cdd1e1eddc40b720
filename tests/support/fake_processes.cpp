// FakeProcesses: starting means putting a script on the timeline.
#include "support/fake_processes.hpp"

#include "support/doctest.hpp"

#include <csignal>

namespace ctask {

namespace {

class FakeMailbox : public Mailbox {
  public:
    explicit FakeMailbox(std::deque<std::string>& answers) : answers_(answers) {}
    std::string address() const override { return "mailbox"; }
    Task<std::optional<std::string>> answer(Nanoseconds) override
    {
        if (answers_.empty()) co_return std::nullopt;
        const std::string line = answers_.front();
        answers_.pop_front();
        co_return line;
    }

  private:
    std::deque<std::string>& answers_;
};

class FakeStranger : public Stranger {
  public:
    FakeStranger(const ProcessTable& table, const ProcessFacts& facts,
                 std::vector<std::pair<pid_t, int>>& sent, std::vector<std::shared_ptr<Event>>& waiting)
        : table_(table), facts_(facts), sent_(sent), waiting_(waiting)
    {
    }

    pid_t pid() const override { return facts_.pid; }
    std::uint64_t start_ticks() const override { return facts_.start_ticks; }
    bool has_ended() const override
    {
        const auto found = table_.running.find(facts_.pid);
        return found == table_.running.end() || found->second.start_ticks != facts_.start_ticks;
    }
    Task<> ended() override
    {
        const asio::any_io_executor executor = co_await asio::this_coro::executor;
        const auto event = std::make_shared<Event>(executor);
        waiting_.push_back(event);
        while (!has_ended()) co_await event->opened();
    }
    void send(int signal) override { sent_.emplace_back(facts_.pid, signal); }

  private:
    const ProcessTable& table_;
    ProcessFacts facts_;
    std::vector<std::pair<pid_t, int>>& sent_;
    std::vector<std::shared_ptr<Event>>& waiting_;
};

class ChildHandle : public Child {
  public:
    explicit ChildHandle(std::shared_ptr<FakeChild> child) : child_(std::move(child)) {}

    pid_t pid() const override { return child_->pid(); }
    std::uint64_t start_ticks() const override { return child_->start_ticks(); }
    std::optional<ChildChange> poll() override { return child_->take_change(); }
    void send(int signal) override
    {
        if (!child_->ended()) child_->receive(signal);
    }
    void send_to_tree(int signal) override { child_->receive(signal); }
    void kill_tree() override { child_->kill_with_descendants(); }
    bool missed(int) const override { return false; }
    bool in_our_group() const override { return child_->in_our_group(); }
    bool is_stopped() const override { return child_->stopped(); }

  private:
    std::shared_ptr<FakeChild> child_;
};

} // namespace

void ProcessTable::add(pid_t pid, std::uint64_t start_ticks, std::string command)
{
    ProcessFacts facts;
    facts.pid = pid;
    facts.start_ticks = start_ticks;
    facts.command = std::move(command);
    running[pid] = facts;
}

FakeProcesses::FakeProcesses(std::shared_ptr<Timeline> timeline, std::shared_ptr<ProcessTable> table,
                             FakeSignals& signals)
    : timeline_(std::move(timeline)), table_(std::move(table)), signals_(signals)
{
}

ChildScript& FakeProcesses::next_child()
{
    return scripts_.emplace_back();
}

ProgramPlace FakeProcesses::find_program(const std::string& name, const Environment&) const
{
    ProgramPlace place;
    place.path = name.find('/') == std::string::npos ? "/usr/bin/" + name : name;
    if (const auto found = missing.find(name); found != missing.end()) place.error = found->second;
    return place;
}

std::unique_ptr<Child> FakeProcesses::start(const Command& command)
{
    asked.push_back(Asked{command, command.directory ? command.directory->path() : ""});
    ChildScript script = next_script();
    if (script.failing_step_) throw StartFailure(script.start_error_, command.program, *script.failing_step_);

    return begin(table_->next_pid++, std::move(script), command.program);
}

ChildScript FakeProcesses::next_script()
{
    ChildScript script;
    if (scripts_.empty()) {
        script.exits_after(Nanoseconds{});
    } else {
        script = std::move(scripts_.front());
        scripts_.pop_front();
    }
    return script;
}

std::unique_ptr<Child> FakeProcesses::take_over(pid_t pid)
{
    return begin(pid, next_script(), "adopted");
}

std::unique_ptr<Child> FakeProcesses::begin(pid_t pid, ChildScript script, const std::string& program)
{
    auto on_change = [table = table_, &signals = signals_](FakeChild& changed) {
        if (changed.ended()) table->running.erase(changed.pid());
        signals.push(SIGCHLD);
    };
    auto child = std::make_shared<FakeChild>(pid, std::move(script), timeline_, std::move(on_change));
    table_->add(child->pid(), child->start_ticks(), program);
    children_.push_back(child);
    child->begin();
    return std::make_unique<ChildHandle>(child);
}

Task<Captured> FakeProcesses::capture(Command command, Nanoseconds)
{
    Captured captured;
    if (tool) captured = tool(command);
    co_return captured;
}

std::optional<ProcessFacts> FakeProcesses::find(pid_t pid) const
{
    const auto found = table_->running.find(pid);
    if (found == table_->running.end()) return std::nullopt;
    return found->second;
}

std::unique_ptr<Stranger> FakeProcesses::follow(pid_t pid)
{
    if (!find(pid)) return nullptr;
    return std::make_unique<FakeStranger>(*table_, *find(pid), sent_to_strangers, waiting_[pid]);
}

void FakeProcesses::end(pid_t pid)
{
    table_->running.erase(pid);
    for (const auto& event : waiting_[pid]) event->open();
}

std::vector<ProcessFacts> FakeProcesses::standing_in(const Directory&) const
{
    return table_->standing_in;
}

std::vector<ProcessFacts> FakeProcesses::newcomers_in(const Directory&) const
{
    return table_->newcomers;
}

void FakeProcesses::leave_behind(const Command& command, const std::string& input)
{
    left_behind.push_back({command, input});
}

std::unique_ptr<Mailbox> FakeProcesses::put_out(const std::string& text)
{
    letter = text;
    return std::make_unique<FakeMailbox>(answers);
}

std::optional<std::string> FakeProcesses::read_letter(const std::string&) const
{
    return letter;
}

void FakeProcesses::answer(const std::string&, const std::string& line)
{
    answers.push_back(line);
}

FakeChild& FakeProcesses::child() const
{
    REQUIRE_MESSAGE(!children_.empty(), "no child was started");
    return *children_.back();
}

} // namespace ctask
