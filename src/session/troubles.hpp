// Trouble in ctask's own bookkeeping: told once per cause, never more than told.
#pragma once

#include "session/events.hpp"
#include "world/directory.hpp"

#include <exception>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ctask {

/// The gravest of consequences: whoever was told it for a cause is told no lesser one for the same. (And who
/// was told any is told of no failure from which nothing follows.)
inline const std::string kUnprotected =
    "the agent runs all the same, but this session is not protected, and may not be recorded";

/// A full disk makes every write of a session fail; the user hears once of it, and of each thing that follows
/// from it. Causes are told apart by error number, or by their words where there is none.
class Troubles {
  public:
    explicit Troubles(Events& events) : events_(events) {}

    /// Does `work`; what it throws is told, with what follows from it for the user, and false comes back.
    bool attempt(const std::function<void()>& work, const std::string& consequence = {});
    /// What is no std::exception, and the exception of a cancelled wait, is no trouble: it is thrown on.
    void tell(const std::exception_ptr& failure, const std::string& consequence = {});
    void tell(const std::string& what, const std::string& consequence = {});
    /// A file that cannot be used is told by its path; `problem` goes on from there ("is a symbolic link").
    void tell_bad_file(const Directory& directory, const std::string& name, const std::string& problem);

    /// While one of these lives nothing is told: a terminal or a pipe that takes nothing would hold up
    /// whoever waits for the write lock. Stand it before the lock; what was kept is told when it goes.
    class Hold {
      public:
        explicit Hold(Troubles& troubles) : troubles_(troubles) { ++troubles_.holds_; }
        ~Hold() { troubles_.release(); }
        Hold(const Hold&) = delete;
        Hold& operator=(const Hold&) = delete;

      private:
        Troubles& troubles_;
    };
    /// Whether something waits for the end of a Hold.
    bool keeps_something() const { return !kept_.empty(); }

  private:
    void tell_once(const std::string& cause, Trouble trouble);
    void release();

    Events& events_;
    std::map<std::string, std::set<std::string>> told_;
    int holds_ = 0;
    std::vector<Trouble> kept_;
};

} // namespace ctask
