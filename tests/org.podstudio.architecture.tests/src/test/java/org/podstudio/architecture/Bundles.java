package org.podstudio.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The bundles of the checkout, read from their manifests. */
record Bundles(List<Bundle> all) {

    /** The checkout: two folders above this module. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /** A bundle by its symbolic name without {@code org.podstudio.}. */
    record Bundle(String name, Path folder, List<String> exports, List<String> imports, List<String> requires) {}

    static Bundles read() {
        try (Stream<Path> folders = Files.list(ROOT.resolve("bundles"))) {
            return new Bundles(folders.filter(f -> Files.exists(f.resolve("META-INF/MANIFEST.MF"))).map(Bundles::bundle)
                    .sorted((a, b) -> a.name().compareTo(b.name())).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundles of ours that a bundle imports a package of or requires. */
    List<Bundle> known(Bundle bundle) {
        return all.stream().filter(other -> other != bundle)
                .filter(other -> bundle.requires().contains("org.podstudio." + other.name())
                        || other.exports().stream().anyMatch(bundle.imports()::contains))
                .toList();
    }

    private static Bundle bundle(Path folder) {
        try (var in = Files.newInputStream(folder.resolve("META-INF/MANIFEST.MF"))) {
            var main = new Manifest(in).getMainAttributes();
            String name = names(main.getValue("Bundle-SymbolicName")).getFirst().replace("org.podstudio.", "");
            return new Bundle(name, folder, names(main.getValue("Export-Package")),
                    names(main.getValue("Import-Package")), names(main.getValue("Require-Bundle")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of a manifest header, without attributes and directives. */
    private static List<String> names(String header) {
        if (header == null) {
            return List.of();
        }
        // commas inside quoted version ranges do not separate
        return Arrays.stream(header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
                .map(clause -> clause.split(";")[0].strip()).toList();
    }
}
