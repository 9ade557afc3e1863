package org.podstudio.processors.videotrim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.podstudio.api.Run;
import org.podstudio.media.Chapter;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.Pieces;
import org.podstudio.media.command.StreamRef;

/** Puts stretches that are cut already together, one after the other. */
record Joining(Ffmpeg ffmpeg, Film film) {

    /** @param parts files of the same streams @param held what each holds of the film */
    void write(List<Path> parts, List<Stretch> held, boolean smart, Path output, Run run) throws IOException {
        Pieces pieces = new Pieces();
        for (int i = 0; i < parts.size(); i++) {
            pieces.file(parts.get(i)).lasting(held.get(i).seconds());
        }
        Path list = pieces.write(run.scratch().resolve("parts.txt"));
        Path chapters = Files.write(run.scratch().resolve("chapters.txt"), chapters(held));
        int streams = 1 + film.info().audioStreams() + film.info().subtitles();
        Coding pictures = smart && film.boxes() ? Coding.COPY.with("tag", "avc3") : Coding.COPY;
        List<Lane> lanes = IntStream.range(0, streams).mapToObj(i -> Lane.of(StreamRef.of(0, i), i == 0
                ? pictures
                : Coding.COPY)).toList();
        Output made = film.output(output).with(lanes).tagsOf(1).chaptersOf(2);
        Command command = Command.of(List.of(Input.own(list, Input.Format.CONCAT), Input.file(film.file()), Input.own(
                chapters, Input.Format.FFMETADATA)), made);
        ffmpeg.run(command, held.stream().mapToDouble(Stretch::seconds).sum(), run);
    }

    /** Those of the film that the stretches touch, at their new times. */
    private List<String> chapters(List<Stretch> held) {
        List<String> lines = new ArrayList<>(List.of(";FFMETADATA1"));
        double before = 0;
        for (Stretch stretch : held) {
            for (Chapter chapter : film.info().chapterList()) {
                double from = Math.max(chapter.from(), stretch.from()) - stretch.from() + before;
                double to = Math.min(chapter.to(), stretch.to()) - stretch.from() + before;
                if (to > from) {
                    lines.addAll(List.of("[CHAPTER]", "TIMEBASE=1/1000", "START=" + Math.round(from * 1000), "END="
                            + Math.round(to * 1000), "title=" + chapter.title().replaceAll("([=;#\\\\\n])", "\\\\$1")));
                }
            }
            before += stretch.seconds();
        }
        return lines;
    }
}
