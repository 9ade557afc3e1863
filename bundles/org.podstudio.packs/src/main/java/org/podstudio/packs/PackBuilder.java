package org.podstudio.packs;

import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.podstudio.api.Run;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.ProjectFolder;

/** Builds packs. */
@Component(service = PackBuilder.class)
public final class PackBuilder {

    /** Builds a pack into {@code Packs/}. */
    public PackReport build(ProjectFolder project, Pack pack, PackOptions options, Run run) {
        throw new UnsupportedOperationException();
    }

    /** Packs of a project. */
    public List<Pack> list(ProjectFolder project) {
        throw new UnsupportedOperationException();
    }

    /** Saves a pack. */
    public Pack save(ProjectFolder project, Pack pack) {
        throw new UnsupportedOperationException();
    }

    /** Checks a pack. */
    public List<Finding> lint(ProjectFolder project, Pack pack) {
        throw new UnsupportedOperationException();
    }
}
