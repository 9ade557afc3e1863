package org.podstudio.processors.abr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.processors.abr.manifests.Presentation;
import org.podstudio.processors.abr.manifests.Presentation.Track;
import org.podstudio.processors.abr.manifests.Report;

/** Plays everything: ffmpeg opens each list as a player would, and decodes every piece of every size to its end. */
record Proof(Ffmpeg ffmpeg, Presentation film, Report report) {

    private static final String RULE = "every piece of every track decodes without an error";

    /** Before the pieces are locked. */
    void run(Run run) throws IOException {
        List<String> words = new ArrayList<>(List.of("-xerror", "-err_detect", "explode"));
        for (Track track : film.tracks()) {
            Path list = film.root().resolve(track.folder()).resolve(Presentation.LIST);
            words.addAll(List.of("-f", "hls", "-i", Ffmpeg.file(list)));
        }
        for (int i = 0; i < film.tracks().size(); i++) {
            words.addAll(List.of("-map", Integer.toString(i)));
        }
        words.addAll(List.of("-f", "null", "-"));
        long pieces = film.tracks().stream().mapToLong(track -> track.stream().segments().size()).sum();
        try {
            ffmpeg.run(words, film.seconds(), run);
            report.add(RULE, true, String.format(Locale.ROOT, "%d pieces of %d tracks", pieces, film.tracks().size()));
        } catch (ProcessingException e) {
            if (!e.code().equals("media.broken") && !e.code().equals("media.failed")) {
                throw e;
            }
            report.add(RULE, false, e.message());
        }
    }
}
