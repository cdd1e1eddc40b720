// Faults: rules looked up by operation and the end of a path.
#include "support/faults.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace ctask {

bool Faults::Rule::matches(Touch what, const std::string& path) const
{
    if (what != touch || path.size() < file.size()) return false;
    const std::size_t start = path.size() - file.size();
    return path.compare(start, file.size(), file) == 0 && (start == 0 || path[start - 1] == '/');
}

void Faults::fail(Touch touch, const std::string& file, int error)
{
    Rule rule{touch, file, error, {}, false, {}};
    rules_.push_back(std::move(rule));
}

void Faults::before(Touch touch, const std::string& file, std::function<void()> action)
{
    Rule rule{touch, file, 0, std::move(action), false, {}};
    rules_.push_back(std::move(rule));
}

void Faults::hold_lock(const std::string& file, std::string holder)
{
    Rule rule{Touch::lock, file, 0, {}, true, std::move(holder)};
    rules_.push_back(std::move(rule));
}

int Faults::error_of(Touch touch, const std::string& path)
{
    const auto is_next = [&](const Rule& rule) { return rule.action && rule.matches(touch, path); };
    if (const auto next = std::find_if(rules_.begin(), rules_.end(), is_next); next != rules_.end()) {
        const auto action = std::move(next->action);
        rules_.erase(next);
        action();
    }
    for (const Rule& rule : rules_)
        if (rule.error != 0 && rule.matches(touch, path)) return rule.error;
    return 0;
}

void Faults::touch(Touch touch, const std::string& path)
{
    if (const int error = error_of(touch, path); error != 0) throw_system_error(error, path);
}

const std::string* Faults::holder_of(const std::string& path) const
{
    for (const Rule& rule : rules_)
        if (rule.holds_lock && rule.matches(Touch::lock, path)) return &rule.holder;
    return nullptr;
}

} // namespace ctask
