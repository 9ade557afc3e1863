package org.podstudio.processors.audiotrim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.podstudio.media.Chapter;

/** The chapters of what stays, counted from its start. */
final class Chapters {

    private Chapters() {
    }

    /** @return a file as ffmpeg reads chapters; empty when none are left */
    static Optional<Path> write(List<Chapter> chapters, Cut cut, Path folder) throws IOException {
        double from = cut.startSeconds();
        double to = from + cut.seconds();
        StringBuilder text = new StringBuilder(";FFMETADATA1\n");
        int left = 0;
        for (Chapter chapter : chapters) {
            if (chapter.to() > from && chapter.from() < to) {
                text.append("[CHAPTER]\nTIMEBASE=1/1000000\nSTART=").append(micros(Math.max(0, chapter.from() - from)))
                        .append("\nEND=").append(micros(Math.min(to, chapter.to()) - from)).append("\ntitle=")
                        .append(chapter.title().replaceAll("([=;#\\\\\n])", "\\\\$1")).append('\n');
                left++;
            }
        }
        return left == 0 ? Optional.empty() : Optional.of(Files.writeString(folder.resolve("chapters.txt"), text));
    }

    private static long micros(double seconds) {
        return Math.round(seconds * 1e6);
    }
}
