package org.podstudio.cli.demo;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/** The media that ship with the product. */
final class Samples {

    private Samples() {
    }

    /** The folder that {@code podstudio.samples} names, else {@code samples} in the installation. */
    static Path folder() {
        String named = System.getProperty("podstudio.samples", "");
        Path folder = named.isEmpty() ? installed() : Path.of(named);
        if (!Files.isDirectory(folder)) {
            throw new ProcessingException(ErrorKind.INPUT, "demo.samples.not-found",
                    "There are no samples at " + folder + ".",
                    "Name files of yours: podstudio demo PATH...");
        }
        return folder;
    }

    private static Path installed() {
        // Equinox writes blanks into this URL as they are
        String area = System.getProperty("osgi.install.area", "file:.").replace(" ", "%20");
        return Path.of(URI.create(area)).resolve("samples");
    }
}
