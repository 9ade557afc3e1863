package org.podstudio.cli.context;

import org.podstudio.api.project.ProjectFolder;

/**
 * A project for work on plain files; gone with everything in it when closed.
 *
 * @param folder where it lies for the time being
 */
public record TemporaryProject(ProjectFolder folder) implements AutoCloseable {

    /** Makes one. */
    public static TemporaryProject make(Studio studio) {
        ProjectFolder folder = new ProjectFolder(ConsoleRun.temporary());
        TemporaryProject project = new TemporaryProject(folder);
        try {
            studio.create(folder);
            return project;
        } catch (RuntimeException e) {
            project.close();
            throw e;
        }
    }

    @Override
    public void close() {
        ConsoleRun.remove(folder.root());
    }
}
