package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final String BUNDLE = "bundles/org.podstudio.processors.invert/";
    private static final String PACKAGE = "package org.podstudio.processors.invert;\n\n";

    @TempDir
    Path checkout;

    @Test
    void the_five_files_of_the_page_make_a_processor_that_passes_the_contract() throws Exception {
        for (String part : List.of("pom.xml", ".mvn", "mvnw", "features/org.podstudio.launch.feature/rootfiles/unix",
                "releng/target-platform", "releng/config", "bundles/org.podstudio.api", "bundles/org.podstudio.testkit",
                "bundles/org.podstudio.imaging")) {
            copy(part);
        }
        String pom = Files.readString(checkout.resolve("pom.xml"));
        Files.writeString(checkout.resolve("pom.xml"), pom.replaceAll("<module>(?!bundles).*</module>", ""));
        writeFiles(Files.readString(ROOT.resolve("docs/add-a-processor.md")));

        Path log = checkout.resolve("build.log");
        Process build = new ProcessBuilder(checkout.resolve("mvnw").toString(), "-B", "-ntp", "-pl",
                BUNDLE.substring(0, BUNDLE.length() - 1), "-am", "verify", "-Dpodstudio.golden=write",
                "-Dtest=InvertProcessorTest", "-Dsurefire.failIfNoSpecifiedTests=false").directory(checkout.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertTrue(build.waitFor(8, TimeUnit.MINUTES), "the build did not end");
        assertEquals(0, build.exitValue(), Files.readString(log));
        assertTrue(Files.readString(log).matches("(?s).*Tests run: 1[0-9], Failures: 0, Errors: 0, Skipped: 0.*"),
                Files.readString(log));
    }

    private void writeFiles(String page) throws IOException {
        Matcher code = Pattern.compile("   ```\\w*\\n(.*?)\\n   ```", Pattern.DOTALL).matcher(page);
        write("META-INF/MANIFEST.MF", next(code) + "\n");
        write("build.properties", next(code) + "\n");
        write("src/main/java/org/podstudio/processors/invert/InvertProcessor.java",
                PACKAGE + imports("org.podstudio.api.*", "org.podstudio.api.parameters.*", "org.podstudio.imaging.*",
                        "org.osgi.service.component.annotations.*", "java.io.IOException", "java.util.Set")
                        + next(code));
        write("OSGI-INF/l10n/bundle.properties",
                "invert=Invert\ninvert.help=Turns colours around.\ninvert.strength=Strength\n"
                        + "invert.strength.help=How much.\n");
        write("src/test/java/org/podstudio/processors/invert/InvertProcessorTest.java",
                PACKAGE + imports("org.podstudio.api.Processor", "org.podstudio.imaging.Images",
                        "org.podstudio.testkit.*", "java.io.IOException", "java.nio.file.Path") + next(code));
    }

    private static String next(Matcher code) {
        assertTrue(code.find(), "the page has four pieces of code");
        return code.group(1).replaceAll("(?m)^   ", "");
    }

    private static String imports(String... names) {
        return String.join("", Stream.of(names).map(n -> "import " + n + ";\n").toList()) + "\n";
    }

    private void write(String name, String text) throws IOException {
        Path file = checkout.resolve(BUNDLE + name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void copy(String part) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.toString().contains("/target/"))
                    .toList()) {
                Path to = checkout.resolve(ROOT.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
