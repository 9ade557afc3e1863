package org.podstudio.store;

import java.util.List;

import org.podstudio.api.project.ProjectFolder;

/**
 * Knows things that a project's files tell and that are missing in a database rebuilt from the {@link ProjectFolder#chronicle() chronicle}
 * alone. Whoever is registered as a service of this type is asked when a database is rebuilt, by their rank, highest first.
 */
@FunctionalInterface
public interface Rebuilder {

    /**
     * Adds what is missing; changes no file of the user's.
     *
     * @param store has what is known so far; not to be closed, nor used later
     * @return what could not be recovered and what else the user should know, a sentence each
     */
    List<String> rebuild(ProjectFolder folder, Store store);
}
