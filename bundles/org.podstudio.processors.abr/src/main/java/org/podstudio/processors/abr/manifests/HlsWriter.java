package org.podstudio.processors.abr.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.podstudio.processors.abr.manifests.Presentation.Label;
import org.podstudio.processors.abr.manifests.Presentation.Picture;
import org.podstudio.processors.abr.manifests.Presentation.Sound;
import org.podstudio.processors.abr.manifests.Presentation.Text;
import org.podstudio.processors.abr.manifests.Presentation.Track;
import org.podstudio.processors.abr.segments.Segment;

/** Writes the lists of HTTP Live Streaming (RFC 8216). */
public final class HlsWriter {

    private static final String TEXTS = "text";

    private final Presentation film;
    private final Optional<Lock> lock;

    /** @param lock the segments have been locked with */
    public HlsWriter(Presentation film, Optional<Lock> lock) {
        this.film = film;
        this.lock = lock;
    }

    /** Writes a list for each track and one of all. */
    public void write() throws IOException {
        for (Track track : film.tracks()) {
            write(film.root().resolve(track.folder()).resolve(Presentation.LIST), list(track));
        }
        for (Text text : film.texts()) {
            write(film.root().resolve(list(text)), textList(text));
        }
        write(film.root().resolve(Presentation.MASTER), master());
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private List<String> list(Track track) {
        double longest = 0;
        for (int i = 0; i < track.stream().segments().size(); i++) {
            longest = Math.max(longest, track.stream().seconds(i));
        }
        List<String> lines = head(longest);
        // before the key: what comes first stays readable, and needs no key of its own
        track.stream().init().ifPresent(init -> lines.add("#EXT-X-MAP:URI=\"" + init.getFileName() + "\""));
        for (int i = 0; i < track.stream().segments().size(); i++) {
            Segment segment = track.stream().segments().get(i);
            lock.ifPresent(key -> lines.add(key.line(segment.file())));
            lines.add(String.format(Locale.ROOT, "#EXTINF:%.6f,", track.stream().seconds(i)));
            lines.add(String.valueOf(segment.file().getFileName()));
        }
        lines.add("#EXT-X-ENDLIST");
        return lines;
    }

    private List<String> textList(Text text) {
        List<String> lines = head(film.seconds());
        lines.add(String.format(Locale.ROOT, "#EXTINF:%.6f,", film.seconds()));
        lines.add(text.file().substring(text.file().lastIndexOf('/') + 1));
        lines.add("#EXT-X-ENDLIST");
        return lines;
    }

    private static String list(Text text) {
        return text.file().replaceFirst("\\.vtt$", ".m3u8");
    }

    private List<String> head(double longestSeconds) {
        boolean boxes = film.pictures().getFirst().stream().init().isPresent();
        return new ArrayList<>(List.of("#EXTM3U", "#EXT-X-VERSION:" + (boxes ? 7 : 6),
                "#EXT-X-TARGETDURATION:" + Math.max(1, Math.round(longestSeconds)), "#EXT-X-MEDIA-SEQUENCE:0",
                "#EXT-X-PLAYLIST-TYPE:VOD"));
    }

    private List<String> master() {
        boolean boxes = film.pictures().getFirst().stream().init().isPresent();
        List<String> lines = new ArrayList<>(List.of("#EXTM3U", "#EXT-X-VERSION:" + (boxes ? 7 : 6),
                "#EXT-X-INDEPENDENT-SEGMENTS"));
        film.sounds().forEach(sound -> lines.add("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"" + sound.group() + "\","
                + words(sound.label()) + ",CHANNELS=\"" + sound.channels() + "\",URI=\"" + sound.folder() + "/"
                + Presentation.LIST + "\""));
        film.texts().forEach(text -> lines.add("#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"" + TEXTS + "\","
                + words(text.label()) + ",FORCED=" + (text.forced() ? "YES" : "NO") + ",URI=\"" + list(text) + "\""));
        for (Picture picture : film.pictures()) {
            lines.add(variant(picture));
            lines.add(picture.folder() + "/" + Presentation.LIST);
        }
        return lines;
    }

    private String variant(Picture picture) {
        List<Sound> sounds = film.soundsOf(picture.rung());
        String codecs = picture.stream().codecs()
                + sounds.stream().limit(1).map(sound -> "," + sound.stream().codecs()).findFirst().orElse("");
        return String.format(Locale.ROOT,
                "#EXT-X-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=\"%s\",RESOLUTION=%dx%d,FRAME-RATE=%.3f",
                film.peak(picture), film.average(picture), codecs, picture.rung().width(), picture.rung().height(),
                picture.rung().rate().fps())
                + (sounds.isEmpty() ? "" : ",AUDIO=\"" + sounds.getFirst().group() + "\"")
                + (film.texts().isEmpty() ? "" : ",SUBTITLES=\"" + TEXTS + "\"");
    }

    /** A quote cannot stand in a quoted string, nor be escaped. */
    private static String words(Label label) {
        return "NAME=\"" + label.name().replaceAll("[\"\\p{Cntrl}]", "'") + "\""
                + label.language().map(code -> ",LANGUAGE=\"" + code + "\"").orElse("")
                + ",DEFAULT=" + (label.standard() ? "YES" : "NO") + ",AUTOSELECT=YES";
    }
}
