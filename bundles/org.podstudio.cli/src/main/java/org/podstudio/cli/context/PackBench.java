package org.podstudio.cli.context;

import java.util.List;

import org.podstudio.api.Run;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.packs.Finding;
import org.podstudio.packs.PackOptions;
import org.podstudio.packs.PackReport;

/** What is done with packs; see {@link org.podstudio.packs.PackBuilder}. */
public interface PackBench {

    /** Packs of a project. */
    List<Pack> list(ProjectFolder project);

    /** Saves a pack. */
    Pack save(ProjectFolder project, Pack pack);

    /** What is wrong with it. */
    List<Finding> lint(ProjectFolder project, Pack pack);

    /** Folder and archive, verified. */
    PackReport build(ProjectFolder project, Pack pack, PackOptions options, Run run);
}
