package org.podstudio.processors.stabilize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Graph;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;
import org.podstudio.processors.stabilize.Tracker.Move;

/**
 * The first pass: how the camera moved, seen in small grey pictures. Their times are kept, for the second pass gets
 * bare pictures.
 *
 * @param moves in pixels of the film
 * @param times one for each move
 * @param shake of the film
 */
record Sight(List<Move> moves, Times times, Shake shake) {

    /** Longest edge of the pictures that are looked at. */
    private static final int EDGE = 960;

    /** @param effort what is spent on it @param run for its scratch folder, cancel and progress */
    static Sight of(Ffmpeg ffmpeg, Film film, Tracker.Effort effort, Run run) throws IOException {
        double shrink = Math.min(1, (double) EDGE / Math.max(film.width(), film.height()));
        int width = (int) Math.round(film.width() * shrink);
        int height = (int) Math.round(film.height() * shrink);
        Path times = run.scratch().resolve("times.txt");
        Tracker tracker = new Tracker(width, height, effort);
        double all = film.estimatedPictures();
        ffmpeg.pipe(command(film, width, height, times), run, in -> {
            byte[] picture = new byte[width * height];
            while (in.readNBytes(picture, 0, picture.length) == picture.length) {
                run.checkCanceled();
                tracker.accept(picture);
                run.progress(Math.min(1, tracker.seen() / all));
            }
        });
        double back = (double) film.width() / width;
        List<Move> moves = tracker.moves().stream().map(m -> new Move(m.motion().enlarged(back), m.cut(), m.blind()))
                .toList();
        return new Sight(moves, Times.read(times), Shake.of(tracker.moves(), width, height, back));
    }

    /** Whether so little could be followed that no shake seen is no proof of none. */
    boolean blind() {
        return 2 * moves.stream().filter(Move::blind).count() > moves.size();
    }

    /** What would be left of the shake. @param plan one motion for each picture, which are not moved yet */
    Shake shakeAfter(List<Motion> plan, Film film) {
        List<Move> left = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            Motion enlarged = moves.get(i).motion().enlarged(Math.exp(plan.get(i).zoom()));
            left.add(moves.get(i).cut()
                    ? moves.get(i)
                    : new Move(enlarged.plus(plan.get(i)).minus(plan.get(i - 1)), false));
        }
        return Shake.of(left, film.width(), film.height(), 1);
    }

    private static Command command(Film film, int width, int height, Path times) {
        StreamRef seen = StreamRef.pad("seen");
        StreamRef timed = StreamRef.pad("timed");
        Chain small = Chain.of(Filter.scale(width, height, "area"), Filter.format("gray"), Filter.split(2));
        return new Command(List.of(Input.file(film.file())), Graph.EMPTY.with(List.of(film.stream()), small, List.of(
                seen, timed)), List.of(Output.pipe("rawvideo").with(seen, Coding.RAW),
                        Output.file(times, "framecrc").with(timed, Coding.RAW.with("enc_time_base", film.pictures()
                                .track().timeBase()))));
    }
}
