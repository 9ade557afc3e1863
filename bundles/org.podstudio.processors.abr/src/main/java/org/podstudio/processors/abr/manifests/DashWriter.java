package org.podstudio.processors.abr.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.podstudio.processors.abr.manifests.Presentation.Label;
import org.podstudio.processors.abr.manifests.Presentation.Picture;
import org.podstudio.processors.abr.manifests.Presentation.Sound;
import org.podstudio.processors.abr.manifests.Presentation.Text;
import org.podstudio.processors.abr.manifests.Presentation.Track;
import org.podstudio.processors.abr.segments.Segment;
import org.podstudio.processors.abr.segments.Stream;

/** Writes the manifest of DASH (ISO/IEC 23009-1) for the same pieces that HLS plays. */
public final class DashWriter {

    private final Presentation film;
    private final StringBuilder xml = new StringBuilder();

    /** Of pieces with boxes, not locked. */
    public DashWriter(Presentation film) {
        this.film = film;
    }

    /** Writes it. */
    public void write() throws IOException {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(String.format(Locale.ROOT,
                "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
                        + "profiles=\"urn:mpeg:dash:profile:isoff-live:2011,urn:mpeg:dash:profile:cmaf:2019\" "
                        + "minBufferTime=\"PT%.3fS\" maxSegmentDuration=\"PT%.3fS\" mediaPresentationDuration=\"PT%.3fS\">\n",
                film.segmentSeconds(), longest(), film.seconds()));
        xml.append("  <Period id=\"0\" start=\"PT0S\">\n");
        pictures();
        byLabel().forEach(this::sounds);
        film.texts().forEach(this::text);
        xml.append("  </Period>\n</MPD>\n");
        Files.writeString(film.root().resolve(Presentation.MPD), xml);
    }

    private double longest() {
        double longest = 0;
        for (Track track : film.tracks()) {
            for (int i = 0; i < track.stream().segments().size(); i++) {
                longest = Math.max(longest, track.stream().seconds(i));
            }
        }
        return longest;
    }

    private void pictures() {
        xml.append("    <AdaptationSet id=\"0\" contentType=\"video\" mimeType=\"video/mp4\" segmentAlignment=\"true\""
                + " startWithSAP=\"1\">\n");
        for (Picture picture : film.pictures()) {
            xml.append(String.format(Locale.ROOT,
                    "      <Representation id=\"%s\" codecs=\"%s\" bandwidth=\"%d\" width=\"%d\" height=\"%d\""
                            + " frameRate=\"%s\" sar=\"1:1\">\n",
                    id(picture), picture.stream().codecs(), picture.stream().peakBandwidth(film.segmentSeconds()),
                    picture.rung().width(), picture.rung().height(), picture.rung().rate()));
            segments(picture);
        }
        xml.append("    </AdaptationSet>\n");
    }

    /** What differs in quality alone is a choice of the player's, what differs in language one of the listener's. */
    private Map<Label, List<Sound>> byLabel() {
        Map<Label, List<Sound>> byLabel = new LinkedHashMap<>();
        film.sounds().forEach(sound -> byLabel.computeIfAbsent(sound.label(), l -> new java.util.ArrayList<>())
                .add(sound));
        return byLabel;
    }

    private void sounds(Label label, List<Sound> sounds) {
        xml.append("    <AdaptationSet contentType=\"audio\" mimeType=\"audio/mp4\" segmentAlignment=\"true\""
                + " startWithSAP=\"1\"" + language(label) + ">\n");
        describe(label, label.standard() ? "main" : "alternate");
        for (Sound sound : sounds) {
            xml.append(String.format(Locale.ROOT,
                    "      <Representation id=\"%s\" codecs=\"%s\" bandwidth=\"%d\" audioSamplingRate=\"%d\">\n",
                    id(sound), sound.stream().codecs(), sound.stream().peakBandwidth(film.segmentSeconds()),
                    sound.sampleRate()));
            xml.append("        <AudioChannelConfiguration "
                    + "schemeIdUri=\"urn:mpeg:dash:23003:3:audio_channel_configuration:2011\" value=\""
                    + sound.channels() + "\"/>\n");
            segments(sound);
        }
        xml.append("    </AdaptationSet>\n");
    }

    private void text(Text text) {
        xml.append("    <AdaptationSet contentType=\"text\" mimeType=\"text/vtt\"" + language(text.label()) + ">\n");
        describe(text.label(), text.forced() ? "forced-subtitle" : "subtitle");
        xml.append("      <Representation id=\"" + escaped(text.file().replaceAll("[/.]", "-"))
                + "\" bandwidth=\"1000\">\n        <BaseURL>" + escaped(text.file())
                + "</BaseURL>\n      </Representation>\n    </AdaptationSet>\n");
    }

    private void describe(Label label, String role) {
        xml.append("      <Role schemeIdUri=\"urn:mpeg:dash:role:2011\" value=\"" + role + "\"/>\n      <Label>"
                + escaped(label.name()) + "</Label>\n");
    }

    private void segments(Track track) {
        Stream stream = track.stream();
        String folder = escaped(track.folder());
        xml.append(
                "        <SegmentTemplate timescale=\"" + stream.timescale() + "\" startNumber=\"0\" initialization=\""
                        + folder + "/" + stream.init().orElseThrow().getFileName() + "\" media=\"" + folder
                        + "/$Number%05d$.m4s\">\n          <SegmentTimeline>\n");
        List<Segment> all = stream.segments();
        for (int i = 0; i < all.size();) {
            int same = i + 1;
            while (same < all.size() && all.get(same).ticks() == all.get(i).ticks() && follows(all, same)) {
                same++;
            }
            xml.append("            <S t=\"" + all.get(i).decoded() + "\" d=\"" + all.get(i).ticks() + "\""
                    + (same - i > 1 ? " r=\"" + (same - i - 1) + "\"" : "") + "/>\n");
            i = same;
        }
        xml.append("          </SegmentTimeline>\n        </SegmentTemplate>\n      </Representation>\n");
    }

    private static boolean follows(List<Segment> all, int index) {
        Segment before = all.get(index - 1);
        return before.decoded() + before.ticks() == all.get(index).decoded();
    }

    private static String id(Track track) {
        return track.folder().replaceAll("[^A-Za-z0-9]+", "-");
    }

    private static String language(Label label) {
        return Optional.of(label).flatMap(Label::language).map(code -> " lang=\"" + code + "\"").orElse("");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;").replaceAll("\\p{Cntrl}", " ");
    }
}
