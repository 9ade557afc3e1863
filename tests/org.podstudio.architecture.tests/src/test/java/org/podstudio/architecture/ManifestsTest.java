package org.podstudio.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.podstudio.architecture.Bundles.Bundle;

/** What a manifest must say besides its floors. */
class ManifestsTest {

    /** Without the header nobody starts the bundle in the product, and its components are not there, without a word. */
    @Test
    void a_bundle_with_components_is_activated_lazily() {
        assertEquals(List.of(), Bundles.read().all().stream().filter(ManifestsTest::hasComponents).filter(
                b -> !text(b.folder().resolve("META-INF/MANIFEST.MF")).contains("Bundle-ActivationPolicy: lazy"))
                .map(Bundle::name).toList());
    }

    /** A later version of what a bundle was built against may not be the same thing; the bundle must say what it takes. */
    @Test
    void every_requirement_says_which_versions_it_takes() {
        assertEquals(List.of(), Bundles.read().all().stream().flatMap(ManifestsTest::unversioned).toList());
    }

    private static Stream<String> unversioned(Bundle bundle) {
        // the JDK exports its packages without versions
        return Stream.of("Import-Package", "Require-Bundle").flatMap(header -> bundle.clauses(header).stream())
                .filter(clause -> !clause.contains("version=\"[") && !clause.startsWith("javax.")
                        && !clause.startsWith("com.sun.")
                        && !clause.startsWith("org.w3c.dom") && !clause.startsWith("org.xml.sax"))
                .map(clause -> bundle.name() + ": " + clause);
    }

    private static boolean hasComponents(Bundle bundle) {
        try (Stream<Path> files = Files.walk(bundle.folder())) {
            return files.filter(f -> f.toString().contains("src/main/java") && f.toString().endsWith(".java"))
                    .anyMatch(f -> text(f).contains("\n@Component"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
