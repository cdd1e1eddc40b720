// Renaming a workspace. What is on disk changes in four steps, each of them atomic, and between any two of
// them the workspace works:
//
//   1. The directory gets its new name, which is thereby taken.
//      Cut off here: the new name means it, and so does the old slug, for task.yaml is the old one.
//   2. The directory in it that the agent starts in gets the new slug as its name.
//      Cut off here: task.yaml names a launch_dir that is missing. A session then starts in the directory
//      that bears the slug of the workspace's own name, which is this one (open_launch_directory).
//   3. What is on record of the files in that directory follows.
//      Cut off here: as above; a session before the command is given again tells of files changed outside.
//   4. task.yaml gets title, slug and launch_dir, by one rename.
//
// The texts that creation wrote come last: cut off before them, they keep the old name, which harms little.
// The same command, given again, finishes what was cut off.
#include "workspace/renaming.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workspace/judged_move.hpp"
#include "workspace/layout.hpp"
#include "workspace/paths.hpp"
#include "workspace/renamed_paths.hpp"
#include "workspace/slug.hpp"
#include "workspace/workspace_place.hpp"

#include <map>

namespace ctask {
namespace {

constexpr int kMostOfOneName = 10000;

class Renaming {
  public:
    Renaming(Files& files, const Workspace& workspace)
        : workspace_(workspace), place_(open_place(files, workspace))
    {
        if (place_.relative.empty()) refuse("it does not lie in " + workspace.root);
    }

    Renamed run(const std::string& title, WallTime now)
    {
        const FileContent content = workspace_.directory->read(layout::kTaskFile, kTaskFileLimit);
        if (!content.present())
            refuse(layout::kTaskFile + (content.absent() ? " is gone" : " " + content.problem));
        task_ = parse_task_file(content.bytes, workspace_.path + "/" + layout::kTaskFile);

        const std::optional<FileStamp> before = workspace_.directory->stamp_of(layout::kTaskFile);
        const std::string slug = make_slug(title);
        for (int ordinal = 1; !move_directory(slug, ordinal); ++ordinal)
            if (ordinal == kMostOfOneName) refuse("the names " + slug + "-N are all taken");
        try {
            move_launch_directory();
            let_the_record_follow();
            write_task_file(content.bytes, title, now);
        } catch (...) {
            if (!is_replaced(before)) take_back();
            throw;
        }
        rename_in_texts_of_ours(title);
        return {name_, parent().path() + "/" + name_, slug_, launch_dir_};
    }

  private:
    [[noreturn]] void refuse(const std::string& why) const
    {
        throw Failure("cannot rename " + workspace_.path + ": " + why);
    }

    Directory& parent() const { return place_.parent(); }

    /// Step 1. False when the name is taken.
    bool move_directory(const std::string& slug, int ordinal)
    {
        slug_ = ordinal > 1 ? slug + "-" + std::to_string(ordinal) : slug;
        name_ = date_of_name(workspace_.name) + slug_;
        if (!is_safe_component(name_)) refuse("\"" + name_ + "\" cannot be the name of a directory");
        const FileStamp judged = workspace_.directory->stamp();
        if (!is_the_judged_one(parent(), workspace_.name, judged)) refuse(kNotTheJudgedOne);
        if (name_ == workspace_.name) return true;
        switch (move_judged(parent(), workspace_.name, parent(), name_, judged)) {
        case JudgedMove::moved:
            return true;
        case JudgedMove::name_taken:
            return false;
        case JudgedMove::put_back:
            refuse(kNotTheJudgedOne);
        case JudgedMove::stranded:
            break;
        }
        refuse("what stood there could not be put back, and is called " + name_ + " now");
    }

    bool has_directory(const std::string& name) const
    {
        if (name.empty() || name.find('/') != std::string::npos) return false;
        const std::optional<FileStamp> stamp = workspace_.directory->stamp_of(name);
        return stamp && stamp->kind == FileKind::directory;
    }

    /// Step 2. Only a directory that is called as the workspace is follows it; one whose new name is taken
    /// stays.
    void move_launch_directory()
    {
        launch_dir_ = task_.launch_dir;
        const bool follows =
            task_.launch_dir == task_.slug || task_.launch_dir == slug_of_name(workspace_.name);
        if (launch_dir_.empty() || !follows || launch_dir_ == slug_) return;
        // What a rename that was cut off has left.
        std::string from = launch_dir_;
        if (!has_directory(from)) from = slug_of_name(workspace_.name);
        if (!has_directory(from)) return;
        if (from != slug_ && !workspace_.directory->move(from, *workspace_.directory, slug_)) return;
        launch_moved_from_ = from;
        launch_dir_ = slug_;
    }

    /// Step 3. A rename that was cut off may have moved the directory already: task.yaml has the name that is
    /// on record.
    void let_the_record_follow() const
    {
        if (launch_dir_ != task_.launch_dir)
            move_recorded_paths(*workspace_.directory, task_.launch_dir, launch_dir_);
    }

    void rename_in_texts_of_ours(const std::string& title) const
    {
        TaskFile after = task_;
        after.title = to_valid_utf8(title);
        after.launch_dir = launch_dir_;
        rename_in_texts(*workspace_.directory, task_, after);
    }

    /// Step 4.
    void write_task_file(const std::string& text, const std::string& title, WallTime now)
    {
        const std::string path = workspace_.path + "/" + layout::kTaskFile;
        std::map<std::string, std::string> values = {
            {"title", to_valid_utf8(title)}, {"slug", slug_}, {"updated_at", format_time(now)}};
        if (launch_dir_ != task_.launch_dir) values["launch_dir"] = launch_dir_;
        workspace_.directory->write(layout::kTaskFile, change_task_file(text, values, path),
                                    Durability::synced, kSharedFile);
    }

    /// Whether the new task.yaml is there, and only failed to be synced: the names are then those that it
    /// tells.
    bool is_replaced(const std::optional<FileStamp>& before) const noexcept
    {
        try {
            const std::optional<FileStamp> now = workspace_.directory->stamp_of(layout::kTaskFile);
            return before && now && !now->same_file(*before);
        } catch (const std::exception&) {
            return false;
        }
    }

    /// What is in the way of that too is not told: the workspace works under either name.
    void take_back() noexcept
    {
        if (!launch_moved_from_.empty() && launch_moved_from_ != slug_)
            move_back(*workspace_.directory, slug_, launch_moved_from_);
        if (launch_dir_ != task_.launch_dir)
            move_recorded_paths(*workspace_.directory, launch_dir_, task_.launch_dir);
        if (name_ != workspace_.name) move_back(parent(), name_, workspace_.name);
    }

    static void move_back(Directory& directory, const std::string& name, const std::string& former) noexcept
    {
        try {
            directory.move(name, directory, former);
        } catch (const std::exception&) {
            return;
        }
    }

    const Workspace& workspace_;
    WorkspacePlace place_;
    TaskFile task_;
    std::string slug_;
    std::string name_;
    std::string launch_dir_;
    std::string launch_moved_from_;
};

} // namespace

Renamed rename_workspace(Files& files, const Workspace& workspace, const std::string& title, WallTime now)
{
    return Renaming(files, workspace).run(title, now);
}

} // namespace ctask
