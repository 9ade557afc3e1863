package org.podstudio.processors.videotrim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.FrameTimes;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.Pieces;
import org.podstudio.media.command.StreamRef;

/** Cuts one stretch of a film into a file. */
final class Cutter {

    private static final double TINY = 1e-4;
    /** Seconds before a time from which on key frames are looked for, until there is one. */
    private static final double[] LOOKING_BACK = {0, 12, 120, 86_400};

    private final Ffmpeg ffmpeg;
    private final Film film;
    private final Recoding recoding;

    Cutter(Ffmpeg ffmpeg, Film film) {
        this.ffmpeg = ffmpeg;
        this.film = film;
        this.recoding = new Recoding(film, ffmpeg.encoders());
    }

    /** @return the stretch that the file holds in truth */
    Stretch cut(Stretch asked, Params.Mode mode, Path output, Run run) throws IOException {
        return switch (mode) {
            case COPY -> copy(asked, output, run);
            case EXACT -> exact(asked, output, run);
            case SMART -> smart(asked, output, run);
        };
    }

    /** From the key frame before. */
    private Stretch copy(Stretch asked, Path output, Run run) {
        double from = keyBefore(asked.from(), run);
        Stretch real = new Stretch(from, asked.to());
        if (asked.from() - from > film.frame() / 2) {
            run.note(String.format(Locale.ROOT, "It begins at %.3f s, %.3f s before %.3f s: a copy can only begin at a"
                    + " key frame. Mode smart or exact begins where you said.", from, asked.from() - from,
                    asked
                            .from()));
        }
        Input input = film.from(from).lasting(real.seconds());
        Optional<Output> withRoom = film.outputWithRoom(output, real.seconds());
        if (withRoom.isEmpty() || !copied(input, withRoom.get(), real, run)) {
            copy(input, film.output(output), real, run);
        }
        return real;
    }

    /** @return whether its index found room */
    private boolean copied(Input input, Output output, Stretch real, Run run) {
        try {
            copy(input, output, real, run);
            return true;
        } catch (ProcessingException e) {
            if (!e.code().equals(Output.NO_ROOM_FOR_INDEX)) {
                throw e;
            }
            return false;
        }
    }

    private void copy(Input input, Output output, Stretch real, Run run) {
        ffmpeg.run(Command.of(input, output.with(film.stream(0), Coding.COPY_FROM_THERE).with(film.beside(0)).tagsOf(0)
                .chaptersOf(0)), real.seconds(), run);
    }

    /** All pictures coded anew, the rest as it is. */
    private Stretch exact(Stretch asked, Path output, Run run) {
        recode(asked, film.output(output).with(pictures()).with(film.beside(0)).tagsOf(0).chaptersOf(0), run);
        return asked;
    }

    private Lane pictures() {
        return Lane.of(film.stream(0), recoding.coding()).through(recoding.chain());
    }

    /** In a container without an index ffmpeg may begin to read after a key frame, so it is sent farther back. */
    private void recode(Stretch stretch, Output output, Run run) {
        double key = film.indexed() ? stretch.from() : keyBefore(stretch.from(), run);
        double lead = film.indexed() ? 0 : stretch.from() - Math.max(0, key - 1);
        Input input = film.from(stretch.from() - lead).lasting(stretch.seconds() + lead);
        ffmpeg.run(Command.of(input, lead > 0 ? output.option("ss", lead) : output), stretch.seconds(), run);
    }

    /**
     * Codes anew what lies before the first key frame and copies the rest: the pieces are put together as packets, each
     * with the parameters of its coding in the stream.
     */
    private Stretch smart(Stretch asked, Path output, Run run) throws IOException {
        FrameTimes frames = ffmpeg.frames(film.file(), film.pictures(), film.stamp(asked.from()), film.stamp(asked
                .to()), run);
        Stretch snapped = snapped(asked, frames);
        Optional<Seam> seam = Seam.of(frames, film, snapped);
        Optional<String> obstacle = recoding.obstacle().or(() -> seam.isPresent()
                ? Optional.empty()
                : Optional.of("there is no whole stretch between two key frames in it"));
        if (obstacle.isPresent()) {
            run.note("All pictures are coded anew: " + obstacle.get() + ".");
            return exact(asked, output, run);
        }
        join(snapped, seam.orElseThrow(), output, run);
        return snapped;
    }

    /** To where pictures begin. */
    private Stretch snapped(Stretch asked, FrameTimes frames) {
        double from = film.stamp(asked.from());
        for (double time : frames.seconds()) {
            if (time >= from - film.frame() / 2) {
                return new Stretch(film.seconds(time), asked.to());
            }
        }
        return asked;
    }

    private void join(Stretch whole, Seam seam, Path output, Run run) throws IOException {
        Pieces pieces = new Pieces();
        if (seam.first() - whole.from() > film.frame() / 2) {
            piece(pieces, "head", whole.from(), seam.first(), run.part(0.4));
        }
        double delay = delay(seam.last(), run);
        pieces.file(film.file()).between(film.stamp(seam.first()), film.stamp(seam.last()) - delay - TINY)
                .lasting(seam.last() - seam.first());
        if (whole.to() - seam.last() > film.frame() / 2) {
            piece(pieces, "tail", seam.last(), whole.to(), run.part(0.8));
        }
        Path list = pieces.write(run.scratch().resolve("pieces.txt"));
        Input beside = film.from(whole.from()).lasting(whole.seconds());
        Coding coding = film.boxes() ? Coding.COPY.with("tag", "avc3") : Coding.COPY;
        ffmpeg.run(Command.of(List.of(Input.own(list, Input.Format.CONCAT), beside), film.output(output).with(StreamRef
                .picture(0), coding).with(film.beside(1)).tagsOf(1).chaptersOf(1)), whole.seconds(), run.part(1));
    }

    private void piece(Pieces pieces, String name, double from, double to, Run run) {
        Path file = run.scratch().resolve(name + "." + film.extension());
        recode(new Stretch(from, to - film.frame() / 4), timed(Output.file(file, film.muxer()).reproducible()).with(
                pictures()), run);
        pieces.file(file).lasting(to - from);
    }

    /** How long before it is shown the key frame at a time is decoded. */
    private double delay(double key, Run run) throws IOException {
        Path told = run.scratch().resolve("packet.txt");
        ffmpeg.run(Command.of(film.from(key).lasting(TINY), Output.file(told, "framecrc").with(film
                .stream(0), Coding.COPY)), 0, run.part(0));
        List<String> lines = Files.readAllLines(told);
        Files.delete(told);
        String[] unit = lines.stream().filter(l -> l.startsWith("#tb 0: ")).findFirst().orElse("#tb 0: 0/1").substring(
                7).split("/");
        String[] packet = lines.stream().filter(l -> !l.startsWith("#")).findFirst().orElse("0,0,0").split(",");
        return (Long.parseLong(packet[2].strip()) - Long.parseLong(packet[1].strip())) * Double.parseDouble(unit[0])
                / Double.parseDouble(unit[1]);
    }

    /** Containers without an index may begin to tell too late; then they are asked from farther back. */
    private double keyBefore(double time, Run run) {
        for (double back : LOOKING_BACK) {
            FrameTimes frames = ffmpeg.frames(film.file(), film.pictures(), film.stamp(Math.max(0, time - back)), film
                    .stamp(time) + 1, run);
            double key = frames.keyBefore(film.stamp(time) + TINY);
            if (!Double.isNaN(key) && key <= film.stamp(time) + TINY) {
                return film.seconds(key);
            }
        }
        return 0;
    }

    /** Pieces are put together as if they had one clock, so they must have it. */
    private Output timed(Output output) {
        String unit = film.pictures().track().timeBase();
        return film.boxes() ? output.option("video_track_timescale", unit.substring(unit.indexOf('/') + 1)) : output;
    }
}
