// A door that one coroutine waits at and anything on the same thread may open.
#pragma once

#include "async/task.hpp"

#include <memory>

namespace asio {
class io_context;
}

namespace ctask {

class Event {
  public:
    explicit Event(asio::io_context& context);
    explicit Event(const asio::any_io_executor& executor);
    ~Event();
    Event(Event&&) noexcept;

    /// Opens the door: whoever waits goes on, and whoever comes later goes straight through, until close().
    void open();
    void close();
    bool is_open() const;
    /// Completes when the door is open. Ends by exception when cancelled.
    Task<> opened();
    /// The same, but a cancellation does not end it: it stays on record and ends the next wait. To be
    /// awaited, as Companions::dismiss(), while throw_if_cancelled is false.
    Task<> opened_for_sure();

  private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace ctask
