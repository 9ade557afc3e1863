package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

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

        done(studio.run(folder, "plugins", "remove", "transcode"));
        assertFalse(processors(studio).contains("transcode"), processors(studio));
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
        assertTrue(refused.exit() != 0 && refused.err().contains("nowhere"), refused.all());
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
