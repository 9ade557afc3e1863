package org.podstudio.cli.context;

import java.util.List;

import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.plugins.Plugins;
import org.podstudio.engine.Engine;
import org.podstudio.hardware.Profile;

/** The services a command may reach for. Each is looked up when it is asked for and not before, so that a small question stays cheap. */
public interface Studio {

    /** Version of the product. */
    String version();

    /** All there are. */
    List<InstalledProcessor> processors();

    /** Makes a folder a project; the caller closes its assets. */
    ProjectAssets create(ProjectFolder folder);

    /** The assets of a project; the caller closes them. */
    ProjectAssets assets(ProjectFolder folder);

    /** The engine of a project; the caller closes it. */
    Engine engine(ProjectFolder folder);

    /** What is done with packs. */
    PackBench packs();

    /** What makes small pictures of plain files. */
    ThumbnailBench thumbnails();

    /** What is done with models. */
    ModelShelf models();

    /** What this machine has; tries what its ffmpegs can encode with, which takes some seconds the first time. */
    Profile machine();

    /** What is installed from update sites. */
    Plugins plugins();
}
