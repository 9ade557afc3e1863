package org.podstudio.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.Run;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.context.PackBench;
import org.podstudio.packs.Finding;
import org.podstudio.packs.PackOptions;
import org.podstudio.packs.PackReport;

/** Packs in memory. */
final class FakePacks implements PackBench {

    final List<Pack> all = new ArrayList<>();
    List<Finding> findings = List.of();
    List<String> skipped = List.of();
    boolean broken;
    Optional<RuntimeException> failure = Optional.empty();

    @Override
    public List<Pack> list(ProjectFolder project) {
        if (broken) {
            throw new NoClassDefFoundError("org/example/Missing");
        }
        failure.ifPresent(e -> {
            throw e;
        });
        return List.copyOf(all);
    }

    @Override
    public Pack save(ProjectFolder project, Pack pack) {
        all.removeIf(p -> p.id().equals(pack.id()));
        all.add(pack);
        return pack;
    }

    @Override
    public List<Finding> lint(ProjectFolder project, Pack pack) {
        return findings;
    }

    @Override
    public PackReport build(ProjectFolder project, Pack pack, PackOptions options, Run run) {
        run.stage("copy", 0.5);
        run.progress(1);
        run.stage("zip", 0.5);
        run.progress(1);
        return new PackReport(pack, project.packs().resolve(pack.slug()), project.packs().resolve(pack.slug() + ".zip"),
                "abc", 10, skipped);
    }
}
