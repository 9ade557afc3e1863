package org.podstudio.ui.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.RebuildReport;
import org.podstudio.engine.Engine;

/** What the window needs of an open project. Its methods may be slow, so they are called by jobs. For any thread. */
public interface Project extends AutoCloseable {

    /** Where it lies. */
    ProjectFolder folder();

    /** Its assets, newest first. */
    List<Asset> find(AssetQuery query);

    /** The file of a small picture, made when there is none. */
    Optional<Path> thumbnail(Asset asset);

    /**
     * Brings files and folders in.
     *
     * @param each
     *            told the name of each file that is through
     */
    Imported bringIn(List<Path> paths, Consumer<String> each);

    /** Its queue. */
    Engine engine();

    /** What became of it when it was opened and its database was found damaged; empty when it was not. */
    default Optional<RebuildReport> rebuilt() {
        return Optional.empty();
    }

    @Override
    void close();

    /**
     * What became of an import.
     *
     * @param taken
     *            files that are new in the project
     * @param skipped
     *            files it had already
     * @param failed
     *            why files could not be taken
     * @param lines
     *            the whole report, a file each
     */
    record Imported(int taken, int skipped, List<Problem> failed, List<String> lines) {

        /** Copies the lists. */
        public Imported {
            failed = List.copyOf(failed);
            lines = List.copyOf(lines);
        }
    }
}
