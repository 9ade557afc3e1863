package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/add-a-processor.md says is done to the letter, in a checkout of its own. */
class AddAProcessorTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final String BUNDLE = "bundles/org.podstudio.processors.invert";

    @TempDir
    Path checkout;

    @Test
    void the_five_files_of_the_page_make_a_processor_that_passes_the_contract() throws Exception {
        for (String part : List.of("pom.xml", ".mvn", "mvnw", "features/org.podstudio.launch.feature/rootfiles/unix",
                "releng/target-platform", "releng/config", "bundles/org.podstudio.api", "bundles/org.podstudio.testkit",
                "bundles/org.podstudio.imaging", "bundles/org.podstudio.media", "bundles/org.podstudio.hardware")) {
            copy(part);
        }
        String pom = Files.readString(checkout.resolve("pom.xml"));
        Files.writeString(checkout.resolve("pom.xml"), pom.replaceAll("<module>(?!bundles).*</module>", ""));
        writeFiles(Files.readString(ROOT.resolve("docs/add-a-processor.md")));

        Path log = checkout.resolve("build.log");
        Process build = new ProcessBuilder(checkout.resolve("mvnw").toString(), "-B", "-ntp", "-pl",
                "bundles/org.podstudio.testkit," + BUNDLE, "-am", "verify", "-Dpodstudio.golden=write",
                "-Dtest=InvertProcessorTest", "-Dsurefire.failIfNoSpecifiedTests=false").directory(checkout.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertTrue(build.waitFor(8, TimeUnit.MINUTES), "the build did not end");
        assertEquals(0, build.exitValue(), Files.readString(log));
        assertTrue(
                Pattern.compile("Tests run: \\d\\d, Failures: 0, Errors: 0, Skipped: 0").matcher(Files.readString(log))
                        .find(),
                Files.readString(log));
    }

    /** Every numbered file of the page with the code below it. */
    private void writeFiles(String page) throws IOException {
        Matcher files = Pattern.compile("(?m)^\\d\\. `(.*)`\n\n   ```\\w*\n([\\s\\S]*?)\n   ```$").matcher(page);
        int count = 0;
        for (; files.find(); count++) {
            Path file = checkout.resolve(BUNDLE).resolve(files.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, files.group(2).replaceAll("(?m)^   ", "") + "\n");
        }
        assertEquals(5, count, "files on the page");
    }

    private void copy(String part) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.toString().contains("/target/"))
                    .toList()) {
                Path to = checkout.resolve(ROOT.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
