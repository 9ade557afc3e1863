package org.podstudio.cli.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Problem;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.cli.screen.Status;
import org.podstudio.cli.screen.Tally;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Thumbnail;
import org.podstudio.library.Thumbnailer.Order;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes small pictures: of plain files into a folder, or those that the project has not yet. */
@Command(name = "thumbs", description = "Makes small pictures of files, several sizes of one decode, on all cores; "
        + "without files those that the project does not have yet.")
public final class ThumbsCommand implements Callable<Integer> {

    private static final int LARGEST = 4096;
    private static final int SMALLEST = 16;

    private final Context context;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files, or folders of them.")
    private List<Path> paths = List.of();

    @Option(names = "--list", paramLabel = "FILE", description = "A text that names files, one a line.")
    private Optional<Path> list = Optional.empty();

    @Option(names = "--size", paramLabel = "PIXELS", split = ",",
            description = "Longer side, 16 to 4096; several with commas; default: 200.")
    private List<Integer> sizes = List.of(Thumbnail.USUAL_SIZE);

    @Option(names = "--format", paramLabel = "F", description = "jpg (quality 85) or webp (quality 80); default: jpg.")
    private Format format = Format.JPG;

    @Option(names = {"--output-dir", "--out"}, paramLabel = "DIR", description = "Where they go.")
    private Optional<Path> outputDir = Optional.empty();

    @Option(names = "--recursive", description = "Search folders to the bottom.")
    private boolean recursive;

    @Option(names = "--placeholder",
            description = "A grey picture of a crossed frame in place of each that cannot be shown; it counts as failed.")
    private boolean placeholder;

    @Option(names = "--force", description = "Make them again, and replace existing files in DIR.")
    private boolean force;

    /** What they are written as. */
    enum Format {
        JPG(Thumbnail.JPEG), WEBP(Thumbnail.WEBP);

        private final Encoding encoding;

        Format(Encoding encoding) {
            this.encoding = encoding;
        }

        String extension() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Asks the context for services when it is called. */
    public ThumbsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        for (int size : sizes) {
            if (size < SMALLEST || size > LARGEST) {
                throw ProcessingException.parameter("size", "parameter.out-of-range",
                        "The size " + size + " is not within " + SMALLEST + " to " + LARGEST + ".", "Choose another.");
            }
        }
        Tally tally = new Tally(context.screen());
        boolean plain = !paths.isEmpty() || list.isPresent();
        return tally.finish(Map.of(), () -> {
            if (plain) {
                files(tally);
            } else {
                project(tally);
            }
        });
    }

    private void project(Tally tally) {
        try (ProjectAssets assets = context.studio().assets(context.project())) {
            assets.makeThumbnails(tally::add);
        }
    }

    private void files(Tally tally) {
        Path folder = context.resolve(outputDir.orElseThrow(() -> ProcessingException.parameter("output-dir",
                "usage.no-output-dir", "It is not said where the small pictures shall go.", "Say --output-dir DIR.")));
        Map<Path, List<Path>> targets = targets(named(tally), create(folder));
        List<Order> orders = new ArrayList<>();
        targets.forEach((file, made) -> {
            if (!force && made.stream().allMatch(Files::exists)) {
                tally.add(FileResult.skipped(file, made, "made before"));
            } else {
                orders.add(new Order(file, wanted(made), placeholder));
            }
        });
        context.studio().thumbnails().make(orders, context.interruption()::check,
                (order, problem) -> tally.add(result(order, problem)));
    }

    private static FileResult result(Order order, Optional<Problem> problem) {
        List<Path> made = order.wanted().stream().map(Thumbnail::target).toList();
        return problem.map(p -> FileResult.failed(order.file(), p)).orElseGet(
                () -> new FileResult(Status.DONE, order.file(), made, "", Optional.empty(), List.of(), 0));
    }

    private List<Thumbnail> wanted(List<Path> targets) {
        List<Thumbnail> wanted = new ArrayList<>();
        int next = 0;
        for (int size : new TreeSet<>(sizes)) {
            wanted.add(new Thumbnail(targets.get(next++), size, format.encoding));
        }
        return wanted;
    }

    /** {@code name__thumbnail_200.jpg}; files of one name in different folders are told apart by a number. */
    private Map<Path, List<Path>> targets(List<Path> files, Path folder) {
        Map<Path, List<Path>> targets = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
            String stem = name;
            for (int i = 2; !targets.containsKey(file) && !taken.add(stem.toLowerCase(Locale.ROOT)); i++) {
                stem = name + "-" + i;
            }
            String prefix = stem + "__thumbnail_";
            targets.putIfAbsent(file, new TreeSet<>(sizes).stream()
                    .map(size -> folder.resolve(prefix + size + "." + format.extension())).toList());
        }
        return targets;
    }

    private List<Path> named(Tally tally) {
        List<Path> files = new ArrayList<>();
        try {
            for (Path path : paths) {
                Path resolved = context.resolve(path);
                if (Files.isDirectory(resolved)) {
                    FolderSearch search = FolderSearch.in(resolved, recursive);
                    files.addAll(search.files());
                    search.refused().forEach(tally::add);
                } else {
                    files.add(resolved);
                }
            }
            for (String line : list.isPresent() ? Files.readAllLines(context.resolve(list.get())) : List.<String>of()) {
                if (!line.isBlank()) {
                    files.add(context.resolve(Path.of(line)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "usage.no-folder",
                    "The folder " + folder + " cannot be made: " + e.getMessage() + ".", "Name another one.", e);
        }
    }
}
