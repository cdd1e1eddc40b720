// The doctor's look at the roots: are they there, and do they do what ctask needs?
#include "base/text.hpp"
#include "cli/doctor.hpp"
#include "report/name_list.hpp"
#include "workspace/layout.hpp"
#include "workspace/paths.hpp"

#include <system_error>

namespace ctask {

namespace {

using Level = Check::Level;

/// A session writes little; below this the agent's own work is in danger.
constexpr std::uint64_t kLittleSpace = std::uint64_t{200} << 20;

std::string words_of(int error)
{
    return std::generic_category().message(error);
}

std::string describe(const FileSystemFacts& facts)
{
    return (facts.type.empty() ? "" : facts.type + ", ") + describe_size(facts.free_bytes) + " free";
}

class RootCheck {
  public:
    RootCheck(World& world, const Setting& setting, std::string subject)
        : world_(world), setting_(setting), subject_(std::move(subject)),
          shown_(with_tilde(setting.value, world.environment.home()))
    {
    }

    std::vector<Check> run()
    {
        try {
            look_at(*world_.files.open_directory(setting_.value));
        } catch (const std::system_error& failure) {
            if (failure.code() == std::errc::no_such_file_or_directory)
                look_where_it_would_be();
            else if (failure.code() == std::errc::not_a_directory)
                add(Level::fail, shown_ + " is no directory, or leads through a file", choose_another());
            else
                add(Level::fail, failure.what(), choose_another());
        }
        return std::move(checks_);
    }

  private:
    /// In the nearest directory above it that is there.
    void look_where_it_would_be()
    {
        const std::vector<std::string> above = path_and_parents(parent_path(setting_.value));
        for (const std::string& path : above) {
            std::unique_ptr<Directory> parent;
            try {
                parent = world_.files.open_directory(path);
            } catch (const std::system_error& failure) {
                if (failure.code() == std::errc::no_such_file_or_directory) continue;
                add(Level::fail, shown_ + " cannot be made: " + failure.what(), choose_another());
                return;
            }
            const FileSystemTrial trial = world_.files.try_out(*parent, trial_name());
            if (trial.write == 0)
                add(Level::info, shown_ + " does not exist yet", "ctask new makes it");
            else
                add(Level::fail,
                    shown_ + " does not exist, and nothing can be made in " + path + ": " +
                        words_of(trial.write),
                    choose_another());
            return;
        }
    }

    std::string trial_name() const { return layout::kTrialPrefix + std::to_string(world_.host().pid); }

    void look_at(Directory& root)
    {
        const FileSystemFacts facts = world_.files.file_system_of(root);
        if (facts.read_only) {
            add(Level::fail, shown_ + " (" + describe(facts) + ") is read-only", choose_another());
            return;
        }
        const FileSystemTrial trial = world_.files.try_out(root, trial_name());
        if (trial.write != 0) {
            add(Level::fail, "nothing can be written in " + shown_ + ": " + words_of(trial.write),
                choose_another());
            return;
        }
        if (trial.rename != 0)
            add(Level::fail, "files in " + shown_ + " cannot be renamed: " + words_of(trial.rename),
                choose_another());
        else
            add(Level::pass, shown_ + " (" + describe(facts) + ", " + what_works(trial) + ")", "");
        tell_what_is_missing(trial);
        if (facts.free_bytes < kLittleSpace)
            add(Level::warn, "only " + describe_size(facts.free_bytes) + " are free", "make room there");
        tell_what_is_closed(root);
        if (root.stamp().owner != world_.host().uid)
            add(Level::warn, shown_ + " belongs to another user",
                "keep workspaces in a directory of your own");
    }

    static std::string what_works(const FileSystemTrial& trial)
    {
        std::string works = "rename";
        if (trial.link == 0) works += " link";
        if (trial.flock == 0) works += " flock";
        return works + (works == "rename" ? " works" : " work");
    }

    void tell_what_is_missing(const FileSystemTrial& trial)
    {
        if (trial.link != 0)
            add(Level::info, "no hard links there (" + words_of(trial.link) + ")",
                "the write lock is made in place instead");
        if (trial.flock != 0)
            add(Level::warn, "no flock there (" + words_of(trial.flock) + ")",
                "a write lock whose holder died is known by its age only, after 10 s");
    }

    /// A category that cannot be gone through is passed over by everything that looks for workspaces.
    void tell_what_is_closed(const Directory& root)
    {
        std::vector<std::string> closed;
        std::vector<std::string> quoted_paths;
        for (const std::string& name : root.names()) {
            const std::optional<FileStamp> stamp = root.stamp_of(name);
            const bool is_category = !name.starts_with('.') && stamp && stamp->kind == FileKind::directory;
            if (!is_category || stamp->owner != world_.host().uid) continue;
            try {
                root.open(name)->names();
            } catch (const std::system_error&) {
                closed.push_back(name);
                quoted_paths.push_back(shell_quoted(root.path_of(name)));
            }
        }
        if (!closed.empty())
            add(Level::warn,
                count_of(closed.size(), "directory", "directories") + " in " + shown_ +
                    " cannot be looked into: " + name_list(closed, 0),
                "workspaces in there are not found:  chmod u+rwx " + join(quoted_paths, " "));
    }

    std::string choose_another() const
    {
        return "choose another directory" +
               (setting_.source == "default" ? " with CTASK_ROOT" : " in " + setting_.source);
    }

    void add(Level level, std::string found, std::string advice)
    {
        checks_.push_back({level, subject_, std::move(found), std::move(advice)});
    }

    World& world_;
    const Setting& setting_;
    std::string subject_;
    std::string shown_;
    std::vector<Check> checks_;
};

} // namespace

std::vector<Check> check_roots(World& world, const Settings& settings)
{
    std::vector<Check> checks = RootCheck(world, settings.root, "root").run();
    if (settings.project_root.value.empty() || settings.project_root.value == settings.root.value)
        return checks;
    for (Check& check : RootCheck(world, settings.project_root, "project root").run())
        checks.push_back(std::move(check));
    return checks;
}

} // namespace ctask
