package org.podstudio.processors.abr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Timecode;
import org.podstudio.processors.abr.ladder.Rung;
import org.podstudio.processors.abr.manifests.Presentation;
import org.podstudio.processors.abr.manifests.Presentation.Picture;

/** What a player shows before it plays, and while one looks for a place: a poster, and small pictures in sheets with their times as WebVTT. */
record Stills(Ffmpeg ffmpeg, Presentation film, String list) {

    static final String POSTER = "poster.jpg";
    static final String TIMES = "thumbnails.vtt";
    private static final int WIDTH = 160;
    private static final int SIDE = 10;
    private static final int PER_SHEET = SIDE * SIDE;
    /** Every ten seconds, closer in a short film, and no more than eight sheets of a long one. */
    private static final double USUAL_SECONDS = 10;
    private static final int LEAST = 20;
    private static final int MOST = 8 * PER_SHEET;

    /** Both. */
    void write(Run run) throws IOException {
        poster(run);
        Picture small = film.pictures().getFirst();
        int height = even(WIDTH * small.rung().height() / (double) small.rung().width());
        double every = every(film.seconds());
        int count = (int) Math.max(1, Math.ceil(film.seconds() / every - 1e-6));
        int rows = Math.min(SIDE, (count + SIDE - 1) / SIDE);
        int columns = Math.min(SIDE, count);
        ffmpeg.run(List.of("-f", "hls", "-i", Ffmpeg.file(list(small)), "-vf",
                "fps=fps=1/%s:round=up,scale=%d:%d:flags=area,tile=%dx%d".formatted(Ffmpeg.seconds(every), WIDTH,
                        height, columns, rows),
                "-frames:v", Integer.toString((count + PER_SHEET - 1) / PER_SHEET), "-q:v", "4", "-fflags", "+bitexact",
                "-f", "image2", Ffmpeg.file(film.root()).replace("%", "%%") + "/sprite-%02d.jpg"), 0, run);
        Files.writeString(film.root().resolve(TIMES), times(count, every, height));
    }

    /** At a quarter of the film, of the largest size. */
    private void poster(Run run) {
        Picture large = film.pictures().getLast();
        // the key frame of the segment it is in: no frame before it has to be decoded
        Rung rung = large.rung();
        int segment = large.stream().segments().size() / 4;
        ffmpeg.run(List.of("-ss", Ffmpeg.seconds(large.stream().start(segment)), "-f", "hls", "-i",
                Ffmpeg.file(list(large)), "-frames:v", "1", "-vf",
                "scale=%d:-2".formatted(Math.min(1280, rung.width())), "-q:v", "3", "-fflags", "+bitexact", "-update",
                "1", "-f", "image2", Ffmpeg.file(film.root().resolve(POSTER))), 0, run);
    }

    private Path list(Picture picture) {
        return film.root().resolve(picture.folder()).resolve(list);
    }

    /** Seconds from one small picture to the next. */
    static double every(double seconds) {
        return Math.max(seconds / MOST, Math.min(USUAL_SECONDS, Math.max(0.04, seconds / LEAST)));
    }

    private static String times(int count, double every, int height) {
        StringBuilder vtt = new StringBuilder("WEBVTT\n");
        for (int i = 0; i < count; i++) {
            int place = i % PER_SHEET;
            vtt.append(String.format(Locale.ROOT, "%n%s --> %s%nsprite-%02d.jpg#xywh=%d,%d,%d,%d%n",
                    Timecode.text(i * every),
                    Timecode.text((i + 1) * every), i / PER_SHEET + 1, place % SIDE * WIDTH, place / SIDE * height,
                    WIDTH,
                    height));
        }
        return vtt.toString().replace("\r\n", "\n");
    }

    private static int even(double pixels) {
        return (int) Math.max(2, Math.round(pixels / 2) * 2);
    }
}
