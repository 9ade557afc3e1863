package org.podstudio.processors.stills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.media.Colour;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Tones;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.Pieces;
import org.podstudio.media.command.StreamRef;

/** Takes pictures at given times, all of one size. */
final class Frames {

    /** Seconds: less than a frame of any film. */
    private static final double MOMENT = 0.001;
    private final Ffmpeg ffmpeg;
    private final Film film;
    private final int width;
    private final int height;

    /** @param edge longest edge of the pictures */
    Frames(Ffmpeg ffmpeg, Film film, int edge) {
        this.ffmpeg = ffmpeg;
        this.film = film;
        this.width = film.width(edge);
        this.height = film.height(edge);
    }

    /**
     * The key frames before given times: one child reads the file piece by piece, and decodes nothing else.
     *
     * @param times seconds from the beginning, rising
     * @return one for each time
     */
    List<Picture> keys(List<Double> times, Run run) throws IOException {
        Path list = pieces(times, run);
        Input pieces = Input.own(list, Input.Format.CONCAT).keyFramesOnly().threads(1);
        List<Picture> pictures;
        try {
            pictures = read(pieces, times.size() + 1, run);
        } finally {
            Files.delete(list);
        }
        if (pictures.size() == times.size()) {
            return pictures;
        }
        // a container without an index, or times beyond what is there: look at each time by itself
        List<Picture> exact = new ArrayList<>();
        for (double time : times) {
            exact.add(at(time, run));
            run.progress((double) exact.size() / times.size());
        }
        return exact;
    }

    private Path pieces(List<Double> times, Run run) throws IOException {
        Pieces pieces = new Pieces();
        for (double time : times) {
            double from = film.info().startSeconds() + time;
            pieces.file(film.file()).between(from, from + MOMENT);
        }
        return pieces.write(run.scratch().resolve("pieces.txt"));
    }

    /** The frame that is shown at a time; beyond the end the last that can be had. */
    Picture at(double seconds, Run run) throws IOException {
        for (double time : new double[]{seconds, Math.max(0, seconds - 1.1 / film.pictures().rate()), Math.max(0,
                seconds - 1),
                0}) {
            List<Picture> found = read(Input.file(film.file()).from(time), 1, run);
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        return none();
    }

    private List<Picture> read(Input input, int most, Run run) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        StreamRef stream = StreamRef.of(0, film.pictures().index());
        Chain chain = Chain.of(Filter.scale(width, height, "area+accurate_rnd"), Filter.of("setsar").with("sar", 1))
                .then(tones()).then(Filter.format("rgb24"));
        Coding bare = Coding.RAW.with("frames", most);
        ffmpeg.pipe(Command.of(input, Output.pipe("rawvideo").with(Lane.of(stream, bare).through(chain))), run, in -> {
            byte[] bytes = new byte[width * height * 3];
            while (in.readNBytes(bytes, 0, bytes.length) == bytes.length) {
                run.checkCanceled();
                pictures.add(picture(bytes));
                run.progress(Math.min(1, (double) pictures.size() / most));
            }
        });
        return pictures;
    }

    /** Small pictures may be of odd size, which zimg refuses while colours are shared by pixels. */
    private Chain tones() {
        Colour colour = film.pictures().colour();
        return colour.hdr() ? Chain.of(Filter.format("yuv444p16le")).then(Tones.toSdr(colour)) : Chain.of();
    }

    private Picture picture(byte[] rgb) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF000000 | (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
        }
        return Picture.of(width, height, false, argb);
    }

    private Picture none() {
        throw ProcessingException.input("stills.no-picture", film.file().getFileName()
                + " has no picture that can be decoded.", "Try to play it.");
    }
}
