// The names of everything in a workspace and a root. Every name that is on disk stands here and nowhere else.
#pragma once

#include <string>

namespace ctask::layout {

inline const std::string kTaskFile = "task.yaml";
inline const std::string kAgents = "AGENTS.md";
inline const std::string kClaude = "CLAUDE.md";
inline const std::string kNotes = "notes.md";
inline const std::string kHandoff = "handoff.md";
inline const std::string kContext = "context";
inline const std::string kOutput = "output";
inline const std::string kLogs = "logs";
inline const std::string kSessionsLog = "logs/sessions.log";
/// Of projects.
inline const std::string kGit = ".git";
inline const std::string kGitIgnore = ".gitignore";

inline const std::string kState = ".ctask";
/// The rest is relative to kState.
inline const std::string kLease = "session.json";
inline const std::string kCoexisting = "sessions";
inline const std::string kWriteLock = "write.lock";
inline const std::string kStartManifest = "manifest-start.json";
inline const std::string kSummary = "last-session-summary.json";
inline const std::string kHistory = "history.jsonl";
/// In a workspace that is in the trash, or on its way there.
inline const std::string kTrashNote = "trashed.json";
/// Start-up files for the prompt of a --shell.
inline const std::string kShell = "shell";
inline const std::string kBashStartUp = "shell/bashrc";
inline const std::string kZshStartUp = "shell/.zshenv";

/// Of a coexisting session, in kCoexisting.
inline std::string coexisting_lease(const std::string& session_id)
{
    return kCoexisting + "/" + session_id + ".json";
}
inline const std::string kManifestSuffix = ".manifest-start";
inline std::string coexisting_manifest(const std::string& session_id)
{
    return kCoexisting + "/" + session_id + kManifestSuffix;
}

/// In a root.
inline const std::string kTrash = ".trash";
/// Before the name of what is in the trash and is being removed for good.
inline const std::string kBeingRemoved = ".removed_";
/// In the trash: when it was last looked through for what is too old, a day apart at least.
inline const std::string kTrashLook = ".looked_through_at";
/// Made by doctor for a moment, with its pid behind.
inline const std::string kTrialPrefix = ".ctask-trial.";
inline const std::string kProjects = "projects";
/// In a category: .NAME.new becomes NAME once it is complete.
inline const std::string kDraftSuffix = ".new";

/// In the user's configuration directory.
inline const std::string kConfigDirectory = "ctask";
/// In kConfigDirectory.
inline const std::string kConfigFile = "config.yaml";
inline const std::string kSeed = "seed";

} // namespace ctask::layout
