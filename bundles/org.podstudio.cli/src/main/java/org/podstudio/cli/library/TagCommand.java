package org.podstudio.cli.library;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import org.podstudio.api.project.Labels;
import org.podstudio.cli.context.Context;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tags assets. */
@Command(name = "tag", description = "Adds tags to assets, or takes them away.")
public final class TagCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ASSET", arity = "1..*", description = "Ids, paths or file names.")
    private List<String> names = List.of();

    @Option(names = "--add", paramLabel = "T", description = "A tag to add; may be repeated.")
    private List<String> add = List.of();

    @Option(names = "--remove", paramLabel = "T", description = "A tag to take away; may be repeated.")
    private List<String> remove = List.of();

    /** Asks the context for services when it is called. */
    public TagCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new LabelCommand(context).label(names,
                labels -> new Labels(labels.theme(), changed(labels.tags()), labels.rating(),
                        labels.approved()));
    }

    private Set<String> changed(Set<String> tags) {
        Set<String> changed = new TreeSet<>(tags);
        add.forEach(tag -> changed.add(tag.strip().toLowerCase(Locale.ROOT)));
        remove.forEach(tag -> changed.remove(tag.strip().toLowerCase(Locale.ROOT)));
        changed.remove("");
        return changed;
    }
}
