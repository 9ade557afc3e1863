package org.podstudio.processors.stabilize;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.RawFilm;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;

/**
 * The second pass: one child decodes, pictures are moved here, another child encodes them and copies everything else
 * from the source. Nothing but the result touches the disk.
 */
final class Remaking {

    private final Ffmpeg ffmpeg;
    private final Film film;
    private final Target target;
    private final Params parameters;
    private final Times times;
    private final Format format;

    Remaking(Ffmpeg ffmpeg, Film film, Target target, Params parameters, Times times) {
        this.ffmpeg = ffmpeg;
        this.film = film;
        this.target = target;
        this.parameters = parameters;
        this.times = times;
        this.format = new Format(film.width(), film.height(), target.bits());
    }

    /** @param plan one motion for each picture */
    void write(List<Motion> plan, Path output, Run run) {
        AtomicReference<@Nullable ProcessingException> broken = new AtomicReference<>();
        try {
            ffmpeg.filter(encoding(output), out -> {
                try {
                    ffmpeg.pipe(decoding(), run, in -> move(plan, in, out, run));
                } catch (ProcessingException e) {
                    broken.set(e);
                    throw e;
                }
            }, run, InputStream::readAllBytes);
        } catch (ProcessingException e) {
            throw cause(broken.get(), e);
        }
    }

    /** What began it: the decoder's failure, unless that is only that the encoder took no more. */
    private static ProcessingException cause(@Nullable ProcessingException decoder, ProcessingException encoder) {
        return decoder == null || decoder.code().equals("media.unread") ? encoder : decoder;
    }

    private void move(List<Motion> plan, InputStream in, OutputStream out, Run run) throws IOException {
        RawFilm raw = new RawFilm(out, format.letters(), format.width(), format.height());
        Warp warp = new Warp(format, parameters.interpol(), parameters.crop() == Params.Crop.KEEP);
        byte[] picture = new byte[format.pictureBytes()];
        byte[] moved = new byte[format.pictureBytes()];
        for (int i = 0; i < plan.size() && in.readNBytes(picture, 0, picture.length) == picture.length; i++) {
            run.checkCanceled();
            if (i == 0) {
                System.arraycopy(picture, 0, moved, 0, picture.length);
            }
            warp.apply(picture, moved, plan.get(i));
            raw.write(moved, times.nanoseconds(i));
            run.progress((double) (i + 1) / plan.size());
        }
    }

    private Command decoding() {
        return Command.of(Input.file(film.file()),
                Output.pipe("rawvideo").with(Lane.of(film.stream(), Coding.RAW).through(
                        film.upright(format.name()))));
    }

    private Command encoding(Path output) {
        // the source begins at 0 for ffmpeg, whatever its own time says, and its pictures perhaps a little later
        double late = Math.max(0, times.firstSeconds() - film.start());
        Coding coding = target.coding(film, parameters.crf());
        Input moved = Input.piped("matroska").delayed(late);
        // how long a picture is shown the next one tells
        Input paced = times.pictures() == 1 ? moved.at(film.pictures().rate()) : moved;
        return Command.of(List.of(paced, Input.file(film.file())),
                target.container().output(output)
                        .with(StreamRef.picture(0), coding).with(film.info().beside(1, Coding.COPY)).tagsOf(1)
                        .chaptersOf(1));
    }
}
