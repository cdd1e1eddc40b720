// Counts what is in a directory tree: directory by directory, each reached from the root by its path.
#include "posix/tree_survey.hpp"

#include "posix/beneath.hpp"
#include "posix/entries.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace ctask {

namespace {

constexpr std::size_t kEntriesBetweenCalls = 1000;

class TreeSurvey {
  public:
    TreeSurvey(int root, const KeepGoing& go_on) : root_(root), go_on_(go_on) {}

    Survey run()
    {
        struct stat status {};
        if (::fstat(root_, &status) == 0) {
            device_ = status.st_dev;
            owner_ = status.st_uid;
        }
        while (!pending_.empty() && found_.whole) {
            const std::string directory = std::move(pending_.back());
            pending_.pop_back();
            read(directory);
        }
        std::sort(found_.repositories.begin(), found_.repositories.end());
        std::sort(found_.mount_points.begin(), found_.mount_points.end());
        return std::move(found_);
    }

  private:
    void read(const std::string& directory)
    {
        const UniqueFd opened = open_beneath(root_, directory);
        if (!opened) {
            if (errno != ENOENT) ++found_.unreadable;
            return;
        }
        entries_.begin(opened.get());
        while (const dirent64* entry = entries_.next()) {
            look_at(opened.get(), directory, entry->d_name);
            if (++seen_ % kEntriesBetweenCalls == 0 && !go_on_(seen_)) {
                found_.whole = false;
                return;
            }
        }
        if (errno != 0) ++found_.unreadable;
    }

    void look_at(int directory, const std::string& directory_path, const char* name)
    {
        struct statx status {};
        const int flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC;
        if (::statx(directory, name, flags, STATX_TYPE | STATX_SIZE | STATX_UID, &status) != 0) return;
        const std::string path = directory_path.empty() ? name : directory_path + "/" + name;
        if (std::string_view(name) == ".git") found_.repositories.push_back(directory_path);
        if (status.stx_uid != owner_) ++found_.of_others;
        if (is_mounted_on(status)) {
            found_.mount_points.push_back(path);
        } else if (S_ISDIR(status.stx_mode)) {
            ++found_.directories;
            pending_.push_back(path);
        } else {
            ++found_.files;
            found_.bytes += status.stx_size;
        }
    }

    /// A mount of the same file system shows by the attribute alone, which kernels before 5.8 do not have.
    bool is_mounted_on(const struct statx& status) const
    {
        if ((status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0) return true;
        return makedev(status.stx_dev_major, status.stx_dev_minor) != device_;
    }

    int root_;
    const KeepGoing& go_on_;
    dev_t device_ = 0;
    uid_t owner_ = 0;
    std::size_t seen_ = 0;
    std::vector<std::string> pending_{std::string()};
    Entries entries_;
    Survey found_;
};

} // namespace

Survey survey_tree(int root, const KeepGoing& go_on)
{
    return TreeSurvey(root, go_on).run();
}

} // namespace ctask
