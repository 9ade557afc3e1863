import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Takes the signatures out of every jar below a folder: {@code java Unsign.java FOLDER}. */
final class Unsign {

    public static void main(String[] arguments) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            files.filter(f -> f.toString().endsWith(".jar")).forEach(Unsign::unsign);
        }
    }

    private static void unsign(Path jar) {
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            List<Path> signatures = signatures(zip.getPath("META-INF"));
            for (Path signature : signatures) {
                Files.delete(signature);
            }
            if (!signatures.isEmpty()) {
                dropDigests(zip.getPath("META-INF", "MANIFEST.MF"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }

    private static List<Path> signatures(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().matches(".*\\.(SF|RSA|DSA|EC)")).toList();
        }
    }

    private static void dropDigests(Path file) throws IOException {
        Manifest manifest;
        try (var in = Files.newInputStream(file)) {
            manifest = new Manifest(in);
        }
        manifest.getEntries().clear();
        try (var out = Files.newOutputStream(file)) {
            manifest.write(out);
        }
    }
}
