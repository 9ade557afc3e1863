package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.product.Studio.Outcome;

import com.sun.net.httpserver.SimpleFileServer;

/** A processor comes from an update site, works without editing anything, and goes again. */
class PluginsTest {

    private static final Path SITE = Path.of("..", "..", "product", "target", "repository").toAbsolutePath()
            .normalize();

    @TempDir
    Path folder;

    @Test
    void transcode_is_installed_from_a_folder_works_and_is_removed() throws Exception {
        Studio studio = Studio.copy(Files.createDirectory(folder.resolve("product")));
        assertFalse(processors(studio).contains("transcode"), "the base product comes without transcode");
        done(studio.run(folder, "plugins", "install", "transcode", "--site", SITE.toUri().toString()));
        assertTrue(processors(studio).contains("transcode"), processors(studio));

        done(studio.run(folder, "run", "transcode", studio.sample("cockatoo.mp4").toString(), "--height=180",
                "--output-dir", "out"));
        assertEquals(1, Studio.files(folder.resolve("out")).size());
        codecs_under_another_licence_are_installed_beside_it(studio);

        done(studio.run(folder, "plugins", "remove", "transcode"));
        assertFalse(processors(studio).contains("transcode"), processors(studio));
    }

    /** Nothing is installed before the licence was shown and accepted; then both encoders work, as the files they make tell. */
    private void codecs_under_another_licence_are_installed_beside_it(Studio studio) throws Exception {
        String site = SITE.toUri().toString();
        Outcome asked = studio.run(folder, "plugins", "install", "codecs.gpl", "--site", site);
        assertEquals(1, asked.exit(), asked.all());
        assertTrue(asked.err().contains("GNU General Public License, version 3 or later"), asked.all());
        assertFalse(studio.run(folder, "plugins").out().contains("codecs.gpl"));
        done(studio.run(folder, "plugins", "install", "codecs.gpl", "--accept-license", "--site", site));
        Outcome machine = studio.run(folder, "hardware");
        assertTrue(machine.out().contains("H.264: libx264, libopenh264\n        H.265: libx265\n"), machine.all());
        for (var made : Map.of("h264", "x264 - core ", "h265", "x265 (build ").entrySet()) {
            done(studio.run(folder, "run", "transcode", studio.sample("cockatoo.mp4").toString(), "--height=90",
                    "--speed=veryfast", "--video-codec=" + made.getKey(), "--output-dir", made.getKey()));
            Path film = folder.resolve(made.getKey()).resolve(Studio.files(folder.resolve(made.getKey())).getFirst());
            assertTrue(Files.readString(film, StandardCharsets.ISO_8859_1).contains(made.getValue()), film.toString());
        }
    }

    @Test
    void transcode_is_installed_over_http() throws Exception {
        Studio studio = Studio.copy(Files.createDirectory(folder.resolve("product")));
        var server = SimpleFileServer.createFileServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), SITE,
                SimpleFileServer.OutputLevel.NONE);
        server.start();
        try {
            done(studio.run(folder, "plugins", "install", "transcode", "--site",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/"));
        } finally {
            server.stop(0);
        }
        assertTrue(processors(studio).contains("transcode"), processors(studio));
    }

    @Test
    void a_site_that_is_none_is_named() throws Exception {
        Outcome refused = Studio.built().run(folder, "plugins", "available", "--site",
                folder.resolve("nowhere").toUri().toString());
        assertEquals(5, refused.exit(), refused.all());
        assertTrue(refused.err().contains("nowhere"), refused.all());
    }

    @Test
    void a_site_of_another_machine_is_refused_without_encryption() throws Exception {
        Outcome refused = Studio.built().run(folder, "plugins", "available", "--site", "http://192.0.2.1/site");
        assertEquals(2, refused.exit(), refused.all());
        assertTrue(refused.err().contains("http://192.0.2.1/site is not encrypted"), refused.all());
    }

    @Test
    void a_newer_version_replaces_the_one_that_is_installed() throws Exception {
        Studio studio = Studio.copy(Files.createDirectory(folder.resolve("product")));
        String site = SITE.toUri().toString();
        done(studio.run(folder, "plugins", "install", "transcode", "--site", site));
        Outcome same = studio.run(folder, "plugins", "update", "--site", site);
        done(same);
        assertEquals("Everything is up to date.", same.out().strip());

        String newer = newerSite(Files.createDirectory(folder.resolve("newer"))).toUri().toString();
        Outcome updated = studio.run(folder, "plugins", "update", "--site", newer);
        done(updated);
        assertTrue(updated.out().startsWith("Updated processors.transcode to 9.0.0."), updated.all());
        assertEquals("Everything is up to date.",
                studio.run(folder, "plugins", "update", "transcode", "--site", newer).out().strip());
        assertTrue(studio.run(folder, "plugins").out().matches("(?s).*processors\\.transcode +9\\.0\\.0 .*"));
        assertTrue(processors(studio).contains("transcode"), processors(studio));
    }

    /** The site once more with a version 9.0.0 of the feature transcode; what is in it stays the same, so the checksums do. */
    private static Path newerSite(Path site) throws IOException {
        String feature = "org.podstudio.processors.transcode.feature";
        Path jar;
        try (Stream<Path> features = Files.list(SITE.resolve("features"))) {
            jar = features.filter(f -> f.getFileName().toString().startsWith(feature + "_")).findFirst().orElseThrow();
        }
        Files.copy(jar, Files.createDirectory(site.resolve("features")).resolve(feature + "_9.0.0.jar"));
        String version = jar.getFileName().toString().replaceAll(".*_|\\.jar$", "");
        Pattern versions = Pattern
                .compile(Pattern.quote(feature) + "[^' ]*' (?:version|range)='[^']*" + Pattern.quote(version)
                        + "[^']*'");
        for (String index : List.of("content", "artifacts")) {
            try (ZipFile zip = new ZipFile(SITE.resolve(index + ".jar").toFile());
                    InputStream in = zip.getInputStream(zip.getEntry(index + ".xml"))) {
                String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                Files.writeString(site.resolve(index + ".xml"),
                        versions.matcher(xml).replaceAll(found -> found.group().replace(version, "9.0.0")));
            }
        }
        return site;
    }

    private String processors(Studio studio) throws Exception {
        Outcome listed = studio.run(folder, "processors", "--json");
        assertEquals(0, listed.exit(), listed.all());
        return StreamSupport.stream(listed.json().spliterator(), false).map(p -> p.path("id").asText()).toList()
                .toString();
    }

    private static void done(Outcome outcome) {
        assertEquals(0, outcome.exit(), outcome.all());
    }
}
