package org.podstudio.cli.context;

import org.podstudio.api.project.ProjectFolder;

/**
 * A project for work on plain files; gone with everything in it when closed. It is open all the while: to start its database takes longer than
 * much of that work.
 *
 * @param assets what keeps it open
 */
public record TemporaryProject(ProjectAssets assets) implements AutoCloseable {

    /** Makes one. */
    public static TemporaryProject make(Studio studio) {
        ProjectFolder folder = new ProjectFolder(ConsoleRun.temporary());
        try {
            return new TemporaryProject(studio.create(folder));
        } catch (RuntimeException e) {
            ConsoleRun.remove(folder.root());
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            assets.close();
        } finally {
            ConsoleRun.remove(assets.folder().root());
        }
    }
}
