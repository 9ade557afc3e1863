package org.podstudio.cli.context;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.screen.FileResult;

/** The assets of an open project. Whoever opened it closes it. */
public interface ProjectAssets extends AutoCloseable {

    /** Where it lies. */
    ProjectFolder folder();

    /** Those that match, newest first. */
    List<Asset> find(AssetQuery query);

    /** The one with that id, path or file name. */
    Optional<Asset> asset(String name);

    /** Changes what people say of it, from what is stored now; the change may be asked more than once. */
    Asset label(UUID id, UnaryOperator<Labels> change);

    /**
     * Brings files and folders in, one by one; one that fails does not stop the others.
     *
     * @param each hears of each file: done with the assets' paths as outputs, skipped with the reason, failed with the problem
     */
    void importFiles(List<Path> paths, ImportWish wish, Consumer<FileResult> each);

    /**
     * Makes the small pictures that are not there yet.
     *
     * @param each hears of each asset: done with the small picture as output, or skipped because it cannot be shown
     */
    void makeThumbnails(Consumer<FileResult> each);

    @Override
    void close();
}
