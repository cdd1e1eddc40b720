// A scan with its progress told.
#include "session/file_scan.hpp"

#include "base/text.hpp"

namespace ctask {

namespace {

Task<Scan> scan_workspace(Session& session)
{
    Events& events = session.events;
    std::function<void(std::size_t)> progress = [&events](std::size_t files) { events.progress(files); };
    co_return co_await session.world.files.scan(session.workspace(), session.plan.rules, progress);
}

void tell_unreadable(Session& session, const Scan& scan)
{
    if (scan.unreadable == 0) return;
    std::string what = count_of(scan.unreadable, "entry", "entries") + " could not be read and " +
                       (scan.unreadable == 1 ? "is" : "are") + " not recorded";
    const bool has_name = !scan.unreadable_paths.empty() && !scan.unreadable_paths.front().empty();
    if (has_name) what += ": " + visible(scan.unreadable_paths.front());
    session.troubles.tell(what);
}

} // namespace

Task<std::optional<Listing>> scan_files(Session& session, Heed heed)
{
    Scan scan;
    std::exception_ptr failure;
    try {
        scan = co_await heeding(heed, session.world, scan_workspace(session));
    } catch (...) {
        failure = std::current_exception();
    }
    session.events.progress_done();
    if (failure) {
        session.troubles.tell(failure, "what changes in this session is not known");
        co_return std::nullopt;
    }
    tell_unreadable(session, scan);
    Listing listing{std::move(scan.files), std::move(scan.unreadable_paths)};
    co_return std::move(listing);
}

} // namespace ctask
