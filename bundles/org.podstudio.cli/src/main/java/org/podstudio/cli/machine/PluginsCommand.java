package org.podstudio.cli.machine;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.cli.context.ConsoleRun;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.plugins.Plugin;
import org.podstudio.cli.plugins.Plugins;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Table;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What comes from update sites. */
@Command(name = "plugins",
        description = "Lists, installs, updates and removes processors and other parts from a p2 update site.")
public final class PluginsCommand implements Callable<Integer> {

    // one letter before the colon is a drive
    private static final String ADDRESS = "[A-Za-z][A-Za-z0-9+.-]+:.*";
    private static final String NEXT_START = " It is there from the next start.";

    private final Context context;

    /** Asks the context for services when it is called. */
    public PluginsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "What is installed; the same as plugins alone.")
    int list() {
        return show(context.studio().plugins().installed(), "Nothing is installed from a site.");
    }

    @Command(name = "available", description = "What a site has that is not installed.")
    int available(@Option(names = "--site", paramLabel = "URI",
            description = "Address of the site, or a folder.") Optional<String> site) {
        try (ConsoleRun run = run("available")) {
            List<Plugin> offered = context.studio().plugins().available(address(site), run);
            return show(offered.stream().filter(p -> !p.installed()).toList(),
                    "The site has nothing that is not installed.");
        }
    }

    @Command(name = "install", description = "Installs a part in the newest version that fits.")
    int install(@Parameters(paramLabel = "ID", description = "As podstudio plugins available shows it.") String id,
            @Option(names = "--site", paramLabel = "URI",
                    description = "Address of the site, or a folder.") Optional<String> site,
            @Option(names = "--accept-license",
                    description = "Accept its licence, if it has one of its own.") boolean accept) {
        try (ConsoleRun run = run("install")) {
            Plugin plugin = context.studio().plugins().install(id, address(site),
                    parts -> agree(parts, accept, "install " + id), run);
            context.screen().show(plugin,
                    out -> out.println("Installed " + plugin.id() + " " + plugin.version() + "." + NEXT_START));
            return ExitCode.DONE;
        }
    }

    private void agree(List<Plugin> parts, boolean accepted, String command) {
        parts.stream().map(Plugin::licence).distinct().flatMap(String::lines).forEach(context.screen()::message);
        if (!accepted && !parts.isEmpty()) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "plugins.licence",
                    "What would be added comes under a licence of its own, which must be accepted: "
                            + parts.stream().map(Plugin::id).collect(Collectors.joining(", ")) + ".",
                    "Read it, and if you accept it: podstudio plugins " + command + " --accept-license.");
        }
    }

    @Command(name = "update", description = "Replaces parts by newer versions.")
    int update(
            @Parameters(paramLabel = "ID", arity = "0..1",
                    description = "Default: whatever has a newer version.") Optional<String> id,
            @Option(names = "--site", paramLabel = "URI",
                    description = "Address of the site, or a folder.") Optional<String> site,
            @Option(names = "--accept-license",
                    description = "Accept a licence of its own that comes with the newer version.") boolean accept) {
        try (ConsoleRun run = run("update")) {
            List<Plugin> updated = context.studio().plugins().update(id, address(site),
                    parts -> agree(parts, accept, "update" + id.map(" "::concat).orElse("")), run);
            context.screen().show(updated, out -> {
                updated.forEach(p -> out.println("Updated " + p.id() + " to " + p.version() + "." + NEXT_START));
                if (updated.isEmpty()) {
                    out.println("Everything is up to date.");
                }
            });
            return ExitCode.DONE;
        }
    }

    @Command(name = "remove", description = "Takes a part away.")
    int remove(@Parameters(paramLabel = "ID", description = "As podstudio plugins list shows it.") String id) {
        try (ConsoleRun run = run("remove")) {
            Plugin plugin = context.studio().plugins().remove(id, run);
            context.screen().show(plugin, out -> out
                    .println("Removed " + plugin.id() + " " + plugin.version() + ". It is gone from the next start."));
            return ExitCode.DONE;
        }
    }

    private ConsoleRun run(String label) {
        return new ConsoleRun(context, context.screen(), label);
    }

    private int show(List<Plugin> plugins, String none) {
        Screen screen = context.screen();
        Table table = Table.of(none, "ID", "VERSION", "TITLE");
        plugins.forEach(p -> table.row(p.id(), p.version(), p.title()));
        screen.show(plugins, table::print);
        return ExitCode.DONE;
    }

    /** The option, else the system property {@value Plugins#SITE}; a folder may be named as such. */
    private URI address(Optional<String> option) {
        String site = option.orElseGet(() -> System.getProperty(Plugins.SITE, ""));
        if (site.isBlank()) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "usage.no-site", "No update site is set.",
                    "Name one with --site URI, such as --site https://example.org/podstudio or a folder.");
        }
        if (site.matches(ADDRESS)) {
            return parsed(site);
        }
        Path folder = context.resolve(Path.of(site));
        return Files.isDirectory(folder) ? folder.toUri() : parsed("file:" + folder.toUri().getRawPath());
    }

    private static URI parsed(String site) {
        try {
            URI address = new URI(site);
            if (address.isOpaque()
                    || !Set.of("file", "http", "https").contains(String.valueOf(address.getScheme()))) {
                throw noAddress(site);
            }
            return address;
        } catch (URISyntaxException e) {
            throw noAddress(site);
        }
    }

    private static ProcessingException noAddress(String site) {
        return new ProcessingException(ErrorKind.CONFIGURATION, "usage.no-site",
                "'" + site + "' is not an address of a site.",
                "Name one that begins with "
                        + List.of("https://", "http://", "file:/").stream().collect(Collectors.joining(", ")) + ".");
    }
}
