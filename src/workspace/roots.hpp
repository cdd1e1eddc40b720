// Going through the roots: every place in them where a workspace may lie, by descriptor.
#pragma once

#include "workspace/settings.hpp"
#include "world/files.hpp"

#include <memory>
#include <string>

namespace ctask {

/// A name directly in a root, or in a category of one.
struct RootEntry {
    /// The root or the category that holds it.
    std::shared_ptr<Directory> parent;
    std::string name;
    std::string root;
    /// The name of the category; empty directly in a root.
    std::string category;

    std::string path() const { return parent->path() + "/" + name; }
    /// Whether task.yaml is there, in whatever form. Never throws.
    bool has_task_file() const;
};

class RootVisitor {
  public:
    virtual ~RootVisitor() = default;
    /// Whether a workspace lies there; what is none, directly in a root, is gone through as a category. Not
    /// `is_new`: its directory was gone through before, as part of another root.
    virtual bool visit(const RootEntry& entry, bool is_new) = 0;
    /// A root or a category is gone through for the first time.
    virtual void enter(const std::shared_ptr<Directory>&) {}
};

/// Every root in turn, names starting with '.' passed over. A missing root is an empty one; an unreadable one
/// throws; a category that cannot be opened, or not be listed, is passed over.
void go_through_roots(Files& files, const Settings& settings, RootVisitor& visitor);

/// The setting that names a root where a workspace was found (the root's own also for `projects` in it); null
/// when none does. Borrowed from `settings`.
const Setting* setting_of_root(Files& files, const Settings& settings, const std::string& root);

} // namespace ctask
