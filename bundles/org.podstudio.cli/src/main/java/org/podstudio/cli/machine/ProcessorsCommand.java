package org.podstudio.cli.machine;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.podstudio.api.MediaKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.parameters.JsonSchema;
import org.podstudio.api.parameters.Parameter;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.InstalledProcessor;
import org.podstudio.cli.context.Processors;
import org.podstudio.cli.screen.Choices;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Table;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be run, and with which parameters. */
@Command(name = "processors", description = "Lists what can be run, or explains one of them.")
public final class ProcessorsCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ID", arity = "0..1",
            description = "A processor: its parameters with units, ranges and defaults.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--schema", description = "JSON Schema of its parameters.")
    private boolean schema;

    /** Asks the context for services when it is called. */
    public ProcessorsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (schema && id.isEmpty()) {
            throw ProcessingException.parameter("id", "usage.missing", "--schema needs the id of a processor.",
                    "Write: podstudio processors ID --schema");
        }
        Screen screen = context.screen();
        Processors processors = new Processors(context.studio());
        if (id.isEmpty()) {
            list(screen, processors.all());
        } else {
            explain(screen, processors.named(id.get()));
        }
        return ExitCode.DONE;
    }

    private static void list(Screen screen, List<InstalledProcessor> processors) {
        Table table = Table.of("No processor is installed. Look for one with: podstudio plugins available", "ID",
                "TITLE", "TAKES", "MAKES");
        processors.forEach(p -> table.row(p.id(), p.title(), kinds(p.info().accepts()), kinds(p.info().produces())));
        screen.show(processors.stream().map(ProcessorsCommand::wire).toList(), table::print);
    }

    private void explain(Screen screen, InstalledProcessor processor) {
        if (schema) {
            Map<String, Object> tree = JsonSchema.of(processor.title(), processor.parameters());
            screen.show(tree, out -> Json.document(tree).lines().forEach(out::println));
        } else {
            screen.show(wire(processor), out -> describe(out, processor));
        }
    }

    private static void describe(PrintStream out, InstalledProcessor processor) {
        out.println(processor.id() + ": " + processor.title());
        if (!processor.help().isEmpty()) {
            out.println("  " + processor.help());
        }
        out.println("  takes " + kinds(processor.info().accepts()) + ", makes " + kinds(processor.info().produces()));
        Table table = Table.of("  It takes no parameters.", "  OPTION", "VALUES", "DEFAULT", "");
        for (Parameter parameter : processor.parameters().parameters()) {
            table.row("  --" + parameter.option(), Choices.of(parameter),
                    Choices.fallback(parameter).orElse("-"),
                    processor.help(parameter));
        }
        table.print(out);
    }

    private static Map<String, Object> wire(InstalledProcessor processor) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("id", processor.id());
        wire.put("title", processor.title());
        wire.put("help", processor.help());
        wire.put("revision", processor.info().revision());
        wire.put("accepts", sorted(processor.info().accepts()));
        wire.put("produces", sorted(processor.info().produces()));
        wire.put("parameters",
                processor.parameters().parameters().stream().map(p -> Choices.wire(p, processor.help(p))).toList());
        return wire;
    }

    private static List<MediaKind> sorted(Set<MediaKind> kinds) {
        return kinds.stream().sorted().toList();
    }

    private static String kinds(Set<MediaKind> kinds) {
        return sorted(kinds).stream().map(Json::word).collect(Collectors.joining(", "));
    }
}
