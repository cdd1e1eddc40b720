// Bringing a workspace back from the trash: by one rename, as it came.
#include "workspace/trash_return.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workspace/judged_move.hpp"
#include "workspace/layout.hpp"
#include "workspace/paths.hpp"

namespace ctask {
namespace {

[[noreturn]] void refuse(const TrashEntry& entry, const std::string& why, const std::string& hint = {})
{
    throw Failure("cannot bring back " + entry.name + ": " + why, hint);
}

/// Creates what is missing on the way; a link on it is an error.
std::unique_ptr<Directory> open_parent(std::unique_ptr<Directory> root, const std::string& place)
{
    std::unique_ptr<Directory> at = std::move(root);
    for (std::size_t start = 0; place.find('/', start) != place.npos;) {
        const std::size_t end = place.find('/', start);
        const std::string component = place.substr(start, end - start);
        at->make_directory(component, kSharedDirectory);
        at = at->open(component);
        start = end + 1;
    }
    return at;
}

void remove_note(Directory& parent, const std::string& name)
{
    try {
        parent.remove(name + "/" + layout::kState + "/" + layout::kTrashNote);
    } catch (const std::system_error&) {
        // It says nothing of a workspace that is not in the trash.
        return;
    }
}

/// Somebody who looks for it in its category would not find it elsewhere.
void refuse_guessed_place(const TrashEntry& entry)
{
    if (entry.place_problem.empty()) return;
    refuse(entry, "where it came from cannot be read: " + entry.place_problem,
           "bring it back by hand:  mv " + shell_quoted(visible(entry.path)) + " " +
               shell_quoted(visible(entry.root + "/CATEGORY/" + entry.name)));
}

std::string bring_back_checked(Files& files, const TrashEntry& entry)
{
    refuse_guessed_place(entry);
    std::unique_ptr<Directory> root = files.open_directory(entry.root);
    const std::unique_ptr<Directory> trash = root->open(layout::kTrash);
    if (!is_the_judged_one(*trash, entry.entry, entry.stamp))
        refuse(entry, "somebody has taken it out of the trash");
    const std::unique_ptr<Directory> parent = open_parent(std::move(root), entry.place);
    const std::string path = parent->path() + "/" + entry.name;
    switch (move_judged(*trash, entry.entry, *parent, entry.name, entry.stamp)) {
    case JudgedMove::moved:
        break;
    case JudgedMove::name_taken:
        refuse(entry, path + " exists",
               "move that away first: mv " + shell_quoted(visible(path)) + " " +
                   shell_quoted(visible(path + ".other")));
    case JudgedMove::put_back:
        refuse(entry, kNotTheJudgedOne);
    case JudgedMove::stranded:
        refuse(entry,
               "what stood in its place in the trash could not be put back, and lies at " + path + " now");
    }
    remove_note(*parent, entry.name);
    return path;
}

} // namespace

std::string bring_back(Files& files, const TrashEntry& entry)
{
    try {
        return bring_back_checked(files, entry);
    } catch (const std::system_error& error) {
        refuse(entry, error.what());
    }
}

} // namespace ctask
