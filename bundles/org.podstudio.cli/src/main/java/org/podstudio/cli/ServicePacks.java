package org.podstudio.cli;

import java.util.List;

import org.podstudio.api.Run;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.context.PackBench;
import org.podstudio.packs.Finding;
import org.podstudio.packs.PackBuilder;
import org.podstudio.packs.PackOptions;
import org.podstudio.packs.PackReport;

/** The pack builder, as commands see it. */
record ServicePacks(PackBuilder builder) implements PackBench {

    @Override
    public List<Pack> list(ProjectFolder project) {
        return builder.list(project);
    }

    @Override
    public Pack save(ProjectFolder project, Pack pack) {
        return builder.save(project, pack);
    }

    @Override
    public List<Finding> lint(ProjectFolder project, Pack pack) {
        return builder.lint(project, pack);
    }

    @Override
    public PackReport build(ProjectFolder project, Pack pack, PackOptions options, Run run) {
        return builder.build(project, pack, options, run);
    }
}
