package org.podstudio.cli.packs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.Pack.Licence;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.context.ConsoleRun;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.library.AssetWords;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Table;
import org.podstudio.packs.Finding;
import org.podstudio.packs.PackOptions;
import org.podstudio.packs.PackReport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The packs of a project. */
@Command(name = "pack", description = "Puts packs together, checks and builds them.")
public final class PackCommand implements Callable<Integer> {

    private final Context context;

    /** Asks the context for services when it is called. */
    public PackCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "The packs of the project; the same as pack alone.")
    int list() {
        List<Pack> packs = context.studio().packs().list(context.project());
        Table table = Table.of("There are no packs. Make one with: podstudio pack create NAME ASSET...", "NAME",
                "STATE", "ASSETS", "LICENCE",
                "ZIP");
        packs.forEach(p -> table.row(p.name(), Json.word(p.state()), p.assets().size(), Json.word(p.licence()),
                p.zip().orElse("-")));
        context.screen().show(packs, table::print);
        return ExitCode.DONE;
    }

    @Command(name = "create", description = "Makes a pack of assets, or replaces what a pack of that name holds.")
    int create(@Parameters(index = "0", paramLabel = "NAME", description = "As the customer reads it.") String name,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "ASSET",
                    description = "In the order they appear in.") List<String> names,
            @Option(names = "--theme", paramLabel = "T", defaultValue = "",
                    description = "Default: that of the first asset.") String theme,
            @Option(names = "--description", paramLabel = "TEXT", defaultValue = "",
                    description = "A few sentences.") String description,
            @Option(names = "--author", paramLabel = "WHO", defaultValue = "",
                    description = "Who grants the licence.") String author,
            @Option(names = "--licence", paramLabel = "L", defaultValue = "commercial",
                    description = "personal, commercial or extended; default: commercial.") Licence licence) {
        if (name.isBlank()) {
            throw ProcessingException.parameter("name", "parameter.malformed", "A pack cannot be without a name.",
                    "Give the name that the customer reads.");
        }
        ProjectFolder project = context.project();
        Optional<Pack> before = find(project, name);
        Pack pack;
        try (ProjectAssets assets = context.studio().assets(project)) {
            List<UUID> ids = names.stream().map(n -> AssetWords.named(assets, n).id()).distinct().toList();
            String shelf = theme.isEmpty()
                    ? assets.asset(ids.getFirst().toString()).orElseThrow().labels().theme()
                    : theme;
            pack = new Pack(before.map(Pack::id).orElseGet(UUID::randomUUID), name, description, shelf, author, licence,
                    ids, Pack.State.DRAFT,
                    Optional.empty(),
                    before.map(Pack::created).orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS)),
                    Optional.empty());
        }
        Pack saved = context.studio().packs().save(project, pack);
        context.screen()
                .show(saved,
                        out -> out.println("Made the pack " + saved.name() + " of " + saved.assets().size()
                                + " assets. Build it with: "
                                + "podstudio pack build \"" + saved.name() + "\""));
        return ExitCode.DONE;
    }

    @Command(name = "lint",
            description = "Says what is wrong with a pack; exit code 4 when it must not be sold like this.")
    int lint(@Parameters(paramLabel = "NAME", description = "Name or id of a pack.") String name) {
        ProjectFolder project = context.project();
        List<Finding> findings = context.studio().packs().lint(project, named(project, name));
        context.screen().show(findings, out -> {
            findings.forEach(f -> {
                out.println(Json.word(f.severity()) + ": " + f.message());
                out.println("  " + f.advice());
            });
            if (findings.isEmpty()) {
                out.println("Nothing is wrong with it.");
            }
        });
        return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)
                ? ExitCode.REFUSED
                : ExitCode.DONE;
    }

    @Command(name = "build", description = "Builds a pack into Packs/ and verifies it.")
    int build(@Parameters(paramLabel = "NAME", description = "Name or id of a pack.") String name,
            @Option(names = "--include-prompts",
                    description = "Ship the prompts that made the assets, too.") boolean prompts,
            @Option(names = "--zip-only", description = "Keep the ZIP, not the folder.") boolean zipOnly,
            @Option(names = "--force", description = "Build although the leak gate found something.") boolean force,
            @Option(names = "--exporter", paramLabel = "ID", defaultValue = "zip",
                    description = "Id of an exporter; default: zip.") String exporter) {
        ProjectFolder project = context.project();
        Pack pack = named(project, name);
        Screen screen = context.screen();
        PackReport report;
        try (ConsoleRun run = new ConsoleRun(context, screen, pack.name())) {
            report = context.studio().packs().build(project, pack, new PackOptions(prompts, zipOnly, force, exporter),
                    run);
        }
        screen.show(wire(report), out -> {
            report.skipped().forEach(s -> out.println("skipped  " + s));
            out.println("Built and verified " + report.zip());
            out.println("sha256 " + report.sha256() + ", " + AssetWords.bytes(report.bytes()));
        });
        return report.skipped().isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
    }

    private static Map<String, Object> wire(PackReport report) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("pack", report.pack());
        wire.put("zip", report.zip());
        wire.put("sha256", report.sha256());
        wire.put("bytes", report.bytes());
        wire.put("skipped", report.skipped());
        return wire;
    }

    private Pack named(ProjectFolder project, String name) {
        return find(project, name).orElseThrow(() -> {
            String known = context.studio().packs().list(project).stream().map(Pack::name)
                    .collect(Collectors.joining(", "));
            return new ProcessingException(ErrorKind.INPUT, "pack.not-found", "There is no pack '" + name + "'.",
                    known.isEmpty()
                            ? "Make one with: podstudio pack create NAME ASSET..."
                            : "Use one of: " + known + ".");
        });
    }

    private Optional<Pack> find(ProjectFolder project, String name) {
        return context.studio().packs().list(project).stream()
                .filter(p -> p.name().equalsIgnoreCase(name) || p.id().toString().equals(name))
                .findFirst();
    }
}
