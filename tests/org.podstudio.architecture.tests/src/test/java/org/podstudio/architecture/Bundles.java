package org.podstudio.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The bundles of the checkout, read from their manifests. */
record Bundles(List<Bundle> all) {

    /** The checkout: two folders above this module. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /** A bundle by its symbolic name without {@code org.podstudio.}. */
    record Bundle(String name, Path folder, Attributes manifest) {

        List<String> exports() {
            return names("Export-Package");
        }

        List<String> imports() {
            return names("Import-Package");
        }

        List<String> requires() {
            return names("Require-Bundle");
        }

        /** What a header names, without attributes and directives. */
        List<String> names(String header) {
            return clauses(header).stream().map(clause -> clause.split(";")[0].strip()).toList();
        }

        /** What a header names, with attributes and directives. */
        List<String> clauses(String header) {
            String value = manifest.getValue(header);
            // commas inside quoted version ranges do not separate
            return value == null
                    ? List.of()
                    : Arrays.stream(value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")).map(String::strip).toList();
        }
    }

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
            Attributes main = new Manifest(in).getMainAttributes();
            String name = main.getValue("Bundle-SymbolicName").split(";")[0].strip().replace("org.podstudio.", "");
            return new Bundle(name, folder, main);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
