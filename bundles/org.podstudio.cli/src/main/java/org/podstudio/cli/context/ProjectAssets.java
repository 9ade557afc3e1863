package org.podstudio.cli.context;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.ProjectFolder;

/** The assets of an open project. Whoever opened it closes it. */
public interface ProjectAssets extends AutoCloseable {

    /** Where it lies. */
    ProjectFolder folder();

    /** Those that match, newest first. */
    List<Asset> find(AssetQuery query);

    /** The one with that id, path or file name. */
    Optional<Asset> asset(String name);

    /** Changes what people say of it. */
    Asset label(UUID id, Labels labels);

    @Override
    void close();
}
