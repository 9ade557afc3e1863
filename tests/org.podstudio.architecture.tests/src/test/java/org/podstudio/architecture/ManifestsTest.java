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
