// Trouble in ctask's own bookkeeping: told once per cause, never more than told.
#pragma once

#include "session/events.hpp"

#include <exception>
#include <functional>
#include <set>
#include <string>

namespace ctask {

/// A full disk makes every write of a session fail; the user hears of it once. Causes are told apart by error
/// number, or by their words where there is none.
class Troubles {
  public:
    explicit Troubles(Events& events) : events_(events) {}

    /// Does `work`; what it throws is told, with what follows from it for the user, and false comes back.
    bool attempt(const std::function<void()>& work, const std::string& consequence = {});
    /// What is no std::exception, and the exception of a cancelled wait, is no trouble: it is thrown on.
    void tell(const std::exception_ptr& failure, const std::string& consequence = {});
    void tell(const std::string& what, const std::string& consequence = {});

  private:
    Events& events_;
    std::set<std::string> told_;
};

} // namespace ctask
