package org.podstudio.media.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What is written: a container, its streams and its options. Immutable. */
public final class Output {

    /** The code of the failure that {@link #withRoomForIndex} may end with. */
    public static final String NO_ROOM_FOR_INDEX = "media.no-room-for-index";

    private final String target;
    private final Optional<Path> file;
    private final String muxer;
    private final List<Lane> lanes;
    private final Map<String, Object> options;
    private final Map<String, String> tags;
    private final Optional<String> tagsFrom;
    private final OptionalInt chaptersFrom;
    private final Map<Path, String> attached;

    private Output(String target, Optional<Path> file, String muxer, List<Lane> lanes, Map<String, Object> options,
            Map<String, String> tags, Optional<String> tagsFrom, OptionalInt chaptersFrom,
            Map<Path, String> attached) {
        this.target = target;
        this.file = file;
        this.muxer = Words.name(muxer);
        this.lanes = lanes;
        this.options = options;
        this.tags = tags;
        this.tagsFrom = tagsFrom;
        this.chaptersFrom = chaptersFrom;
        this.attached = attached;
    }

    /** A file. @param muxer ffmpeg's name of the container: {@code mp4}, {@code matroska} */
    public static Output file(Path file, String muxer) {
        return of(Words.file(file), Optional.of(file), muxer);
    }

    /** The pipe, which the caller reads. */
    public static Output pipe(String muxer) {
        return of("pipe:1", Optional.empty(), muxer);
    }

    /** Nowhere: the work is done for its own sake, as when everything is decoded. */
    public static Output nowhere() {
        return of("-", Optional.empty(), "null");
    }

    private static Output of(String target, Optional<Path> file, String muxer) {
        return new Output(target, file, muxer, List.of(), Map.of(), Map.of(), Optional.empty(), OptionalInt.empty(),
                Map.of());
    }

    /** With room left for an index in front; who leaves too little finds {@link #NO_ROOM_FOR_INDEX} when all else is written. @param bytes of it */
    public Output withRoomForIndex(long bytes) {
        return option("moov_size", bytes);
    }

    /** With one more stream. */
    public Output with(Lane lane) {
        List<Lane> more = new ArrayList<>(lanes);
        more.add(lane);
        return new Output(target, file, muxer, more, options, tags, tagsFrom, chaptersFrom, attached);
    }

    /** With one more stream. */
    public Output with(StreamRef from, Coding coding) {
        return with(Lane.of(from, coding));
    }

    /** With several more streams. */
    public Output with(List<Lane> more) {
        Output output = this;
        for (Lane lane : more) {
            output = output.with(lane);
        }
        return output;
    }

    /**
     * With an option of the container or of the whole: {@code movflags}, {@code t}, {@code avoid_negative_ts}.
     *
     * @throws IllegalArgumentException for options of streams, which belong to a {@link Coding}
     */
    public Output option(String name, Object value) {
        if (List.of("c", "codec", "map", "filter", "vf", "af", "i", "f", "filter_complex").contains(name)) {
            throw new IllegalArgumentException("not an option of an output: " + name);
        }
        Map<String, Object> more = new LinkedHashMap<>(options);
        more.put(Words.name(name), value);
        return new Output(target, file, muxer, lanes, more, tags, tagsFrom, chaptersFrom, attached);
    }

    /** So long at most. */
    public Output lasting(double seconds) {
        return option("t", seconds);
    }

    /** So that the same work gives the same bytes: no name of the program's version, no time of day. */
    public Output reproducible() {
        return option("fflags", "+bitexact").option("flags", "+bitexact");
    }

    /** With a tag of the file. */
    public Output tagged(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(tags);
        more.put(Words.name(name), value);
        return new Output(target, file, muxer, lanes, options, more, tagsFrom, chaptersFrom, attached);
    }

    /** With the tags of an input; without this there are none. */
    public Output tagsOf(int input) {
        return new Output(target, file, muxer, lanes, options, tags, Optional.of(Integer.toString(input)),
                chaptersFrom, attached);
    }

    /** With the tags of a stream as those of the file, for containers that keep them there: Ogg. */
    public Output tagsOf(int input, int stream) {
        return new Output(target, file, muxer, lanes, options, tags, Optional.of(input + ":s:" + stream),
                chaptersFrom, attached);
    }

    /** With the chapters of an input; without this there are none. */
    public Output chaptersOf(int input) {
        return new Output(target, file, muxer, lanes, options, tags, tagsFrom, OptionalInt.of(input), attached);
    }

    /** With a file attached, as Matroska keeps covers and fonts. @param mimeType {@code image/jpeg} */
    public Output attach(Path file, String mimeType) {
        if (!mimeType.matches("[a-z]+/[a-z0-9.+-]+")) {
            throw new IllegalArgumentException("no type: " + mimeType);
        }
        Map<Path, String> more = new LinkedHashMap<>(attached);
        more.put(file, mimeType);
        return new Output(target, this.file, muxer, lanes, options, tags, tagsFrom, chaptersFrom, more);
    }

    /** With no chapters. */
    public Output withoutChapters() {
        return new Output(target, file, muxer, lanes, options, tags, tagsFrom, OptionalInt.empty(), attached);
    }

    /** The file; empty for a pipe. */
    public Optional<Path> file() {
        return file;
    }

    /** Whether it goes to the pipe. */
    boolean piped() {
        return target.equals("pipe:1");
    }

    List<Lane> lanes() {
        return lanes;
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        lanes.forEach(lane -> words.addAll(List.of("-map", lane.from().map())));
        for (int i = 0; i < lanes.size(); i++) {
            words.addAll(lanes.get(i).words(i));
        }
        attached.forEach((file, type) -> words.addAll(List.of("-attach", Words.file(file))));
        int index = lanes.size();
        for (Map.Entry<Path, String> attachment : attached.entrySet()) {
            words.addAll(List.of("-metadata:s:" + index, "mimetype=" + attachment.getValue(), "-metadata:s:" + index++,
                    "filename=" + attachment.getKey().getFileName()));
        }
        words.addAll(List.of("-map_metadata", tagsFrom.orElse("-1"), "-map_chapters",
                Integer.toString(chaptersFrom.orElse(-1))));
        tags.forEach((name, value) -> words.addAll(List.of("-metadata", name + "=" + value)));
        options.forEach((name, value) -> words.addAll(Words.option(name, value)));
        words.addAll(List.of("-f", muxer, target));
        return words;
    }
}
