// ChildScript: writes down what is asked.
#include "support/child_script.hpp"

namespace ctask {

ChildScript& ChildScript::exits_after(Nanoseconds time, int code)
{
    changes_.emplace_back(time, ChildChange{ChildChange::Kind::exited, code});
    return *this;
}

ChildScript& ChildScript::dies_after(Nanoseconds time, int signal)
{
    changes_.emplace_back(time, ChildChange{ChildChange::Kind::killed, signal});
    return *this;
}

ChildScript& ChildScript::stops_after(Nanoseconds time, int signal)
{
    changes_.emplace_back(time, ChildChange{ChildChange::Kind::stopped, signal});
    return *this;
}

ChildScript& ChildScript::ignores(int signal)
{
    reactions_[signal] = Reaction{};
    return *this;
}

ChildScript& ChildScript::exits_on(int signal, int code, Nanoseconds later)
{
    reactions_[signal] = Reaction{ChildChange{ChildChange::Kind::exited, code}, later};
    return *this;
}

ChildScript& ChildScript::when_started(std::function<void()> action)
{
    return does_after(Nanoseconds{}, std::move(action));
}

ChildScript& ChildScript::does_after(Nanoseconds time, std::function<void()> action)
{
    actions_.emplace_back(time, std::move(action));
    return *this;
}

ChildScript& ChildScript::cannot_start(int error, StartFailure::Step step)
{
    failing_step_ = step;
    start_error_ = error;
    return *this;
}

ChildScript& ChildScript::in_its_own_group()
{
    in_our_group_ = false;
    return *this;
}

} // namespace ctask
