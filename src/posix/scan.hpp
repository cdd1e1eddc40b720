// Takes the manifest of a workspace, on threads of its own when there is much to walk.
#pragma once

#include "async/task.hpp"
#include "world/tree.hpp"

#include <functional>
#include <string>

namespace asio {
class io_context;
}

namespace ctask {

/// Files::scan of the tree at `root`, a borrowed descriptor. Cancelled, it has ended its threads when it
/// throws.
Task<Scan> scan_tree(asio::io_context& context, int root, std::string path, ScanRules rules,
                     std::function<void(std::size_t)> progress);

} // namespace ctask
