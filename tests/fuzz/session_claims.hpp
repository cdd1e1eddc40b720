// What must hold for every record of a session that was read from disk.
#pragma once

#include "record/summary.hpp"

namespace ctask::fuzz {

void claim_good_session(const Summary& session);
/// Of the lists of changes only so many names.
void claim_same_session(const Summary& left, const Summary& right, std::size_t names);

} // namespace ctask::fuzz
