package org.podstudio.content;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.MediaKind;
import org.podstudio.media.AudioStream;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.VideoStream;

/** From what ffprobe says of a file to what is kept of it. */
final class Streams {

    private static final Set<String> NO_MEDIA = Set.of("tty", "srt", "webvtt", "ass", "lrc", "ffmetadata");
    private static final Map<String, String> AUDIO = Map.of("mp3", "audio/mpeg", "wav", "audio/wav", "flac",
            "audio/flac", "ogg", "audio/ogg", "aac", "audio/aac", "aiff", "audio/aiff", "mov", "audio/mp4", "matroska",
            "audio/webm", "asf", "audio/x-ms-wma");
    private static final Map<String, String> VIDEO = Map.of("mov", "video/mp4", "matroska", "video/x-matroska", "avi",
            "video/x-msvideo", "mpegts", "video/mp2t", "mpeg", "video/mpeg", "ogg", "video/ogg", "flv", "video/x-flv",
            "asf", "video/x-ms-wmv");

    private Streams() {
    }

    /** Empty when there is neither picture nor sound, and for texts that ffmpeg would draw. */
    static Optional<MediaKind> kind(MediaInfo info) {
        if (NO_MEDIA.contains(first(info))) {
            return Optional.empty();
        }
        if (film(info).isPresent()) {
            return Optional.of(MediaKind.VIDEO);
        }
        return info.audio().map(a -> MediaKind.AUDIO);
    }

    static String mime(MediaInfo info, MediaKind kind) {
        boolean film = kind == MediaKind.VIDEO;
        if (info.format().contains("webm")
                && Set.of("vp8", "vp9", "av1").contains(film(info).map(VideoStream::codec).orElse(""))) {
            return "video/webm";
        }
        return (film ? VIDEO : AUDIO).getOrDefault(first(info),
                kind.name().toLowerCase(Locale.ROOT) + "/x-" + first(info));
    }

    /** Video first: {@code h264,aac}. */
    static String codecs(MediaInfo info) {
        return Stream.of(film(info).map(VideoStream::codec), info.audio().map(AudioStream::codec))
                .flatMap(Optional::stream).collect(Collectors.joining(","));
    }

    static OptionalInt width(MediaInfo info) {
        return film(info).map(v -> OptionalInt.of(v.width())).orElse(OptionalInt.empty());
    }

    static OptionalInt height(MediaInfo info) {
        return film(info).map(v -> OptionalInt.of(v.height())).orElse(OptionalInt.empty());
    }

    static Map<String, String> metadata(MediaInfo info) {
        Map<String, String> found = new HashMap<>();
        info.tags().forEach((key, value) -> found.put("tag." + key, value));
        found.put("format", info.format());
        film(info).ifPresent(v -> {
            found.put("video.codec", v.codec());
            found.put("video.fps", number(v.fps()));
            found.put("video.pixel-format", v.pixelFormat());
            found.put("video.bit-rate", Long.toString(v.bitRate()));
        });
        info.audio().ifPresent(a -> {
            found.put("audio.codec", a.codec());
            found.put("audio.channels", Integer.toString(a.channels()));
            found.put("audio.sample-rate", Integer.toString(a.sampleRate()));
            found.put("audio.bit-rate", Long.toString(a.bitRate()));
            found.put("audio.streams", Integer.toString(info.audioStreams()));
        });
        found.values().removeAll(List.of("", "0"));
        return found;
    }

    private static Optional<VideoStream> film(MediaInfo info) {
        return info.video().filter(v -> !v.attachedPicture());
    }

    private static String first(MediaInfo info) {
        return info.format().split(",")[0];
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }
}
