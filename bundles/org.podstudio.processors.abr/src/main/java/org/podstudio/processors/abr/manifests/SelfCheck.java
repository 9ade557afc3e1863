package org.podstudio.processors.abr.manifests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.podstudio.processors.abr.manifests.Presentation.Picture;
import org.podstudio.processors.abr.manifests.Presentation.Track;
import org.podstudio.processors.abr.segments.Stream;

/**
 * Holds the lists against the pieces, and the pieces against each other. Reads the lists from the disk as a player does, so that what is
 * checked is what was written and not what was meant. Decodes nothing.
 */
public final class SelfCheck {

    /** Lists tell microseconds. */
    private static final double ROUNDING = 2e-6;
    /** What players bear at the joints of sound. */
    private static final double SOUND_JOINT = 0.05;
    private static final double CUT_SHORT = 0.1;
    /** How far a rung may be above what it was given for its peaks. */
    private static final double ABOVE = 1.15;

    private final Presentation film;
    private final Report report;

    /** @param report that the findings go to */
    public SelfCheck(Presentation film, Report report) {
        this.film = film;
        this.report = report;
    }

    /**
     * Looks at everything but the pictures themselves.
     *
     * @param seconds how long the film shall last; empty: unknown
     * @param dash whether there must be a manifest for it
     */
    public void run(Optional<Double> seconds, boolean dash) {
        aligned();
        whole(seconds);
        rates();
        look("every list of HLS is valid and names files that are there", this::hls);
        if (dash) {
            look("the manifest of DASH is valid and names files that are there", this::dash);
        }
    }

    /** What throws when a rule does not hold, and else words what it saw. */
    @FunctionalInterface
    private interface Look {
        String see() throws IOException;
    }

    private void look(String rule, Look look) {
        try {
            report.add(rule, true, look.see());
        } catch (IOException | RuntimeException e) {
            report.add(rule, false, String.valueOf(e.getMessage()));
        }
    }

    /** A player that changes from one size to another does so where segments meet: they must meet at the same times in all. */
    private void aligned() {
        Stream first = film.pictures().getLast().stream();
        double frame = 1 / film.pictures().getLast().rung().rate().fps();
        double worst = 0;
        for (Picture picture : film.pictures()) {
            if (picture.stream().segments().size() != first.segments().size()) {
                worst = Double.POSITIVE_INFINITY;
                break;
            }
            for (int i = 0; i < first.segments().size(); i++) {
                worst = Math.max(worst, Math.abs(picture.stream().start(i) - first.start(i)));
            }
        }
        report.add("segments of all sizes begin within a frame of each other", worst < frame,
                format("%d segments, %.1f ms apart at most", first.segments().size(), worst * 1000));
        boolean keys = film.pictures().stream().allMatch(p -> p.stream().segments().stream().allMatch(s -> s.key()));
        report.add("every segment of pictures begins with a key frame", keys, keys ? "all do" : "one does not");
    }

    /** @param seconds of the source */
    private void whole(Optional<Double> seconds) {
        double frame = 1 / film.pictures().getFirst().rung().rate().fps();
        double shortest = film.pictures().stream().mapToDouble(p -> p.stream().seconds()).min().orElse(0);
        double longest = film.pictures().stream().mapToDouble(p -> p.stream().seconds()).max().orElse(0);
        report.add("all sizes last equally long", longest - shortest < frame + ROUNDING,
                format("%.3f s to %.3f s", shortest, longest));
        double most = Math.max(longest,
                film.sounds().stream().mapToDouble(sound -> sound.stream().seconds()).max().orElse(0));
        seconds.ifPresent(wanted -> report.add("nothing of the film is missing",
                Math.abs(most - wanted) <= Math.max(CUT_SHORT, wanted / 100),
                format("%.3f s of %.3f s", most, wanted)));
        double gap = film.tracks().stream().mapToDouble(SelfCheck::widestGap).max().orElse(0);
        report.add("no track has a gap", gap < SOUND_JOINT, format("%.1f ms at most", gap * 1000));
    }

    private static double widestGap(Track track) {
        Stream stream = track.stream();
        double widest = 0;
        for (int i = 1; i < stream.segments().size(); i++) {
            widest = Math.max(widest, Math.abs(stream.start(i) - stream.start(i - 1) - stream.seconds(i - 1)));
        }
        return widest;
    }

    private void rates() {
        List<String> words = new ArrayList<>();
        boolean holds = true;
        for (Picture picture : film.pictures()) {
            long average = picture.stream().averageBandwidth() / 1000;
            // a film of one second is nothing but its first frame
            long most = Math.round(ABOVE * picture.rung().mostKbps());
            holds &= average <= most || picture.stream().segments().size() < 2;
            words.add(picture.rung().name() + " " + average + " of at most " + most + " kbit/s");
        }
        report.add("no size takes more than it may", holds, String.join(", ", words));
    }

    private String hls() throws IOException {
        Playlist master = Playlist.read(film.root().resolve(Presentation.MASTER));
        Map<Path, Track> byList = new HashMap<>();
        film.tracks().forEach(track -> byList.put(film.root().resolve(track.folder()).resolve(Presentation.LIST),
                track));
        require(master.entries().size() == film.pictures().size(), "not every size is in " + Presentation.MASTER);
        for (Playlist.Entry entry : master.entries()) {
            Path list = master.resolve(entry.uri(), film.root());
            Track track = Objects.requireNonNull(byList.get(list), entry.uri());
            variant(Playlist.attributes(Objects.requireNonNull(entry.tags().get("EXT-X-STREAM-INF"))),
                    (Picture) track);
            pieces(Playlist.read(list), track.stream());
        }
        int texts = 0;
        for (Map<String, String> media : master.media()) {
            Path list = master.resolve(media.getOrDefault("URI", ""), film.root());
            Track track = byList.get(list);
            if (track != null) {
                pieces(Playlist.read(list), track.stream());
            } else {
                Playlist text = Playlist.read(list);
                text.resolve(text.entries().getFirst().uri(), film.root());
                texts++;
            }
        }
        return format("%d sizes, %d tracks of sound, %d of subtitles", film.pictures().size(), film.sounds().size(),
                texts);
    }

    private void variant(Map<String, String> says, Picture picture) throws IOException {
        long peak = number(says, "BANDWIDTH");
        long average = number(says, "AVERAGE-BANDWIDTH");
        require(peak >= film.peak(picture) && average <= peak, picture.rung().name() + " says " + peak
                + " bit/s at most and takes " + film.peak(picture));
        require(Math.abs(average - film.average(picture)) <= film.average(picture) / 100, picture.rung().name()
                + " says " + average + " bit/s on average and takes " + film.average(picture));
        require(says.getOrDefault("RESOLUTION", "").equals(picture.rung().width() + "x" + picture.rung().height()),
                picture.rung().name() + " says it has another size");
        String codecs = says.getOrDefault("CODECS", "");
        require(List.of(codecs.split(",")).contains(picture.stream().codecs()),
                picture.rung().name() + " says it is " + codecs + " and is " + picture.stream().codecs());
    }

    private static long number(Map<String, String> says, String name) throws IOException {
        require(says.containsKey(name), "a size does not say its " + name);
        return Long.parseLong(Objects.requireNonNull(says.get(name)));
    }

    private void pieces(Playlist list, Stream stream) throws IOException {
        String name = film.root().relativize(list.file()).toString();
        require(list.ended(), name + " does not say that it ends");
        require(list.entries().size() == stream.segments().size(), name + " names another number of pieces");
        require(list.attribute("EXT-X-MAP", "URI").isPresent() == stream.init().isPresent(),
                name + " does not say how its pieces begin");
        if (stream.init().isPresent()) {
            list.resolve(list.attribute("EXT-X-MAP", "URI").orElseThrow(), film.root());
        }
        long target = Long.parseLong(list.tags().getOrDefault("EXT-X-TARGETDURATION", "0"));
        for (int i = 0; i < list.entries().size(); i++) {
            Playlist.Entry entry = list.entries().get(i);
            Path file = list.resolve(entry.uri(), film.root());
            require(file.equals(stream.segments().get(i).file()), name + " has " + entry.uri() + " out of order");
            require(Math.abs(entry.seconds() - stream.seconds(i)) < ROUNDING, name + " says that " + entry.uri()
                    + format(" lasts %.6f s, and it lasts %.6f s", entry.seconds(), stream.seconds(i)));
            require(Math.round(entry.seconds()) <= target, name + " has a piece longer than it says they are");
        }
    }

    private String dash() throws IOException {
        Path file = film.root().resolve(Presentation.MPD);
        Mpd mpd = Mpd.read(file);
        require(Math.abs(mpd.seconds() - film.seconds()) < 0.001, "it says that it lasts " + mpd.seconds() + " s");
        Playlist resolver = new Playlist(file, Map.of(), List.of(), List.of(), true);
        for (Mpd.Representation one : mpd.representations()) {
            for (String uri : one.files()) {
                resolver.resolve(uri, film.root());
            }
        }
        List<Track> tracks = film.tracks();
        require(mpd.representations().size() == tracks.size() + film.texts().size(), "a track is missing");
        for (Track track : tracks) {
            Mpd.Representation one = mpd.representations().stream()
                    .filter(r -> r.files().getFirst().startsWith(track.folder() + "/")).findFirst()
                    .orElseThrow(() -> new IOException(track.folder() + " is missing"));
            times(track, one);
        }
        return tracks.size() + " tracks, the same pieces as HLS";
    }

    private void times(Track track, Mpd.Representation one) throws IOException {
        Stream stream = track.stream();
        require(one.codecs().equals(stream.codecs()), track.folder() + " says it is " + one.codecs());
        require(one.bandwidth() >= stream.peakBandwidth(film.segmentSeconds()),
                track.folder() + " says it takes less than it does");
        require(one.timescale() == stream.timescale() && one.pieces().size() == stream.segments().size(),
                track.folder() + " says other times than its pieces have");
        for (int i = 0; i < one.pieces().size(); i++) {
            require(one.pieces().get(i).at() == stream.segments().get(i).decoded()
                    && one.pieces().get(i).ticks() == stream.segments().get(i).ticks(),
                    track.folder() + " says another time for piece " + i + " than it has");
        }
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    private static String format(String words, Object... values) {
        return String.format(Locale.ROOT, words, values);
    }
}
