// How far a walk has come.
#include "report/scan_progress.hpp"

#include "report/reporter.hpp"

#include <utility>

namespace ctask {
namespace {

/// A scan that takes less is not worth a word.
constexpr std::chrono::milliseconds kQuietScan{500};
constexpr std::string_view kEraseLine = "\r\x1b[K";

} // namespace

ScanProgress::ScanProgress(std::function<void(std::string_view)> err, bool is_terminal, bool colour,
                           const Clock& clock, std::string doing)
    : err_(std::move(err)), is_terminal_(is_terminal), colour_(colour), clock_(clock),
      doing_(std::move(doing))
{
}

void ScanProgress::show(std::size_t files)
{
    if (!is_terminal_) return;
    if (!began_) began_ = clock_.since_boot();
    if (clock_.since_boot() - *began_ < kQuietScan) return;
    std::string line = prefixed(doing_ + ": " + std::to_string(files), colour_);
    line.pop_back();
    err_(std::string(kEraseLine) + line);
    shown_ = true;
}

void ScanProgress::erase()
{
    began_.reset();
    if (!shown_) return;
    shown_ = false;
    err_(kEraseLine);
}

} // namespace ctask
