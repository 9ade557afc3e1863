package org.podstudio.processors.abr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A page that plays the film, by the player's own choice of size or by one's own. */
final class TestPage {

    private TestPage() {
    }

    /** Writes it beside the lists. @param dash whether there is a manifest for it */
    static void write(Path root, String title, boolean dash, boolean stills) throws IOException {
        String page;
        try (InputStream in = Objects.requireNonNull(TestPage.class.getResourceAsStream("player.html"))) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Files.writeString(root.resolve("index.html"), page.replace("@TITLE@", escaped(title))
                .replace("@DASH@", Boolean.toString(dash)).replace("@POSTER@", stills ? Stills.POSTER : ""));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
