// How far a walk has come.
#include "report/scan_progress.hpp"

#include "base/text.hpp"
#include "report/line.hpp"

#include <utility>

namespace ctask {
namespace {

/// A scan that takes less is not worth a word.
constexpr std::chrono::milliseconds kQuietScan{500};
constexpr std::string_view kEraseLine = "\r\x1b[K";

} // namespace

ScanProgress::ScanProgress(std::function<void(std::string_view)> err, bool redraws, std::size_t columns,
                           bool colour, const Clock& clock, std::string doing)
    : err_(std::move(err)), redraws_(redraws), columns_(columns), colour_(colour), clock_(clock),
      doing_(std::move(doing))
{
}

void ScanProgress::show(std::size_t files)
{
    if (!redraws_) return;
    if (!began_) began_ = clock_.since_boot();
    if (clock_.since_boot() - *began_ < kQuietScan) return;
    const std::string text = doing_ + ": " + std::to_string(files);
    const auto line = [&text](bool colour) {
        std::string whole = prefixed(text, colour);
        whole.pop_back();
        return whole;
    };
    // Of a line that is broken into two, only the second could be erased.
    if (columns_ != 0 && display_width(line(false)) > columns_) return;
    err_(std::string(kEraseLine) + line(colour_));
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
