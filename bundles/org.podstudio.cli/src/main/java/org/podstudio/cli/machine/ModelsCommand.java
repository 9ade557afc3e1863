package org.podstudio.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Problem;
import org.podstudio.cli.context.ConsoleRun;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ModelShelf;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Table;
import org.podstudio.models.Card;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The neural networks that processors use. */
@Command(name = "models", description = "Lists, fetches, imports, verifies and removes models.")
public final class ModelsCommand implements Callable<Integer> {

    private final Context context;

    /** Asks the context for services when it is called. */
    public ModelsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "All models that are known; the same as models alone.")
    int list() {
        ModelShelf shelf = context.studio().models();
        List<Card> cards = shelf.cards();
        Table table = Table.of("No model is known.", "ID", "TASK", "ON DISK", "SIZE", "LICENCE", "TITLE");
        cards.forEach(c -> table.row(c.id(), c.task(), shelf.installed(c.id()).isPresent() ? "yes" : "no", size(c),
                c.licence().spdx(), c.title()));
        context.screen().show(cards.stream().map(c -> wire(c, shelf.installed(c.id()))).toList(), table::print);
        return ExitCode.DONE;
    }

    @Command(name = "fetch", description = "Gets a model, verifies it and keeps it.")
    int fetch(@Parameters(paramLabel = "ID", description = "Id of a model; podstudio models lists them.") String id,
            @Option(names = "--accept-license",
                    description = "Accept its licence, if it asks for more than attribution.") boolean accept,
            @Option(names = "--or-another",
                    description = "When it cannot be had, take another one of the same task.") boolean another)
            throws IOException {
        ModelShelf shelf = context.studio().models();
        Card card = shelf.card(id);
        Screen screen = context.screen();
        if (!card.licence().permissive()) {
            screen.message("Licence: " + card.licence().name() + ", " + card.licence().url());
        }
        Optional<FileTime> before = stamp(shelf.installed(id));
        List<String> notes = new ArrayList<>();
        Card got = card;
        Path file;
        try (ConsoleRun run = new ConsoleRun(context, screen, id, notes::add)) {
            if (another) {
                got = shelf.fetchOrAnother(id, accept, run);
                file = shelf.installed(got.id()).orElseThrow();
            } else {
                file = shelf.fetch(id, accept, run);
            }
        } catch (ProcessingException e) {
            // one of them says the same
            notes.stream().filter(note -> !note.equals(e.message())).forEach(screen::note);
            throw e;
        }
        boolean fetched = before.isEmpty() || !before.equals(stamp(Optional.of(file)));
        if (fetched) {
            notes.forEach(screen::note);
        }
        return told(screen, shelf.card(got.id()), file, fetched ? "Fetched and verified " : "There already: ");
    }

    /** A model of the user's own: the two files of ncnn, or one of ONNX with what it is for. */
    static final class Own {
        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable Ncnn ncnn;
        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable Onnx onnx;
    }

    /** An upscaler in ncnn's form. */
    static final class Ncnn {
        @Option(names = "--param", paramLabel = "P", required = true, description = "The .param file of an upscaler.")
        private Path param = Path.of("");
        @Option(names = "--bin", paramLabel = "B", required = true, description = "The .bin file that belongs to it.")
        private Path bin = Path.of("");
    }

    /** A network in ONNX form. */
    static final class Onnx {
        @Option(names = "--onnx", paramLabel = "FILE", required = true, description = "An .onnx file.")
        private Path file = Path.of("");
        @Option(names = "--task", paramLabel = "TASK", required = true,
                description = "What it is for: upscale, matting or face-restore.")
        private String task = "";
    }

    @Command(name = "import", description = "Takes a model of your own, converts it if need be and tries it.")
    int take(@Parameters(paramLabel = "ID", description = "The id it shall have.") String id,
            @ArgGroup(exclusive = true, multiplicity = "1") Own own) throws IOException {
        ModelShelf shelf = context.studio().models();
        Screen screen = context.screen();
        Card card;
        try (ConsoleRun run = new ConsoleRun(context, screen, id)) {
            card = taken(shelf, id, own, run);
        }
        return told(screen, card, shelf.installed(card.id()).orElseThrow(), "Imported and tried ");
    }

    private Card taken(ModelShelf shelf, String id, Own own, ConsoleRun run) throws IOException {
        Onnx onnx = own.onnx;
        Ncnn ncnn = own.ncnn;
        if (onnx != null) {
            return shelf.importOnnx(id, context.resolve(onnx.file), onnx.task, run);
        }
        return shelf.importNcnn(id, context.resolve(Objects.requireNonNull(ncnn).param), context.resolve(ncnn.bin),
                run);
    }

    @Command(name = "verify",
            description = "Reads models whole and compares their hashes; exit code 4 when one is not what it should be.")
    int verify(@Parameters(paramLabel = "ID", arity = "0..1",
            description = "Id of a model; default: all on disk.") Optional<String> id) {
        ModelShelf shelf = context.studio().models();
        List<String> ids = id.map(List::of).orElseGet(
                () -> shelf.cards().stream().map(Card::id).filter(i -> shelf.installed(i).isPresent()).toList());
        List<Map<String, Object>> results = new ArrayList<>();
        Screen screen = context.screen();
        int code = ExitCode.DONE;
        for (String model : ids) {
            Optional<Problem> problem = verified(shelf, model);
            results.add(Map.of("id", model, "intact", problem.isEmpty()));
            screen.say((problem.isEmpty() ? "intact   " : "damaged  ") + model);
            problem.ifPresent(screen::error);
            code = problem.isPresent() ? ExitCode.REFUSED : code;
        }
        screen.show(results, out -> {});
        return code;
    }

    @Command(name = "remove", description = "Deletes a fetched or imported model.")
    int remove(@Parameters(paramLabel = "ID", description = "Id of a model on disk.") String id) throws IOException {
        context.studio().models().remove(id);
        context.screen().show(Map.of("removed", id), out -> out.println("Removed " + id));
        return ExitCode.DONE;
    }

    private static Optional<Problem> verified(ModelShelf shelf, String id) {
        try {
            shelf.verify(id);
            return Optional.empty();
        } catch (ProcessingException e) {
            if (e.code().equals("models.wrong-hash")) {
                return Optional.of(Problem.of(e));
            }
            throw e;
        }
    }

    private static Optional<FileTime> stamp(Optional<Path> file) throws IOException {
        return file.isPresent() && Files.exists(file.get())
                ? Optional.of(Files.getLastModifiedTime(file.get()))
                : Optional.empty();
    }

    private static int told(Screen screen, Card card, Path file, String what) {
        screen.show(wire(card, Optional.of(file)), out -> out.println(what + card.id() + ": " + file));
        return ExitCode.DONE;
    }

    private static String size(Card card) {
        return card.bytes() == 0 ? "-" : "%.1f MB".formatted(card.bytes() / 1e6);
    }

    private static Map<String, Object> wire(Card card, Optional<Path> file) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("id", card.id());
        wire.put("title", card.title());
        wire.put("task", card.task());
        wire.put("rank", card.rank());
        wire.put("installed", file.isPresent());
        wire.put("file", file);
        wire.put("bytes", card.bytes());
        wire.put("sha256", card.sha256());
        wire.put("licence", card.licence());
        return wire;
    }
}
