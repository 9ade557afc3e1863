package org.podstudio.processors.abr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.podstudio.media.Track;
import org.podstudio.processors.abr.manifests.Presentation.Label;

/** What a language is called: containers say {@code eng} or {@code ger}, players want {@code en} or {@code de}, people a name. */
final class Tongue {

    /** Codes of libraries, which differ from those of the languages' own names. */
    private static final Map<String, String> LIBRARIES = Map.ofEntries(Map.entry("alb", "sq"), Map.entry("arm", "hy"),
            Map.entry("baq", "eu"), Map.entry("bur", "my"), Map.entry("chi", "zh"), Map.entry("cze", "cs"),
            Map.entry("dut", "nl"), Map.entry("fre", "fr"), Map.entry("geo", "ka"), Map.entry("ger", "de"),
            Map.entry("gre", "el"), Map.entry("ice", "is"), Map.entry("mac", "mk"), Map.entry("may", "ms"),
            Map.entry("per", "fa"), Map.entry("rum", "ro"), Map.entry("slo", "sk"), Map.entry("tib", "bo"),
            Map.entry("wel", "cy"));
    /** What programs call every track they write. */
    private static final Set<String> NO_TITLES = Set.of("soundhandler", "subtitlehandler", "iso media file produced by",
            "apple sound media handler", "stereo", "mono");

    private Tongue() {
    }

    /**
     * Labels that differ, in order; one of them is the standard.
     *
     * @param kind what one without a name is: {@code Sound}
     */
    static List<Label> labels(List<Track> tracks, String kind, boolean needsStandard) {
        int standard = (int) tracks.stream().takeWhile(track -> !track.isDefault()).count();
        int chosen = standard < tracks.size() ? standard : needsStandard ? 0 : -1;
        Set<String> taken = new HashSet<>();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < tracks.size(); i++) {
            Optional<String> code = tracks.get(i).language().flatMap(Tongue::code);
            String name = title(tracks.get(i)).or(() -> code.map(Tongue::spoken)).orElse(kind);
            String own = name;
            for (int n = 2; !taken.add(own); n++) {
                own = name + " " + n;
            }
            labels.add(new Label(code, own, i == chosen));
        }
        return labels;
    }

    /** {@code en} for {@code eng}; what has no short code keeps its long one. */
    static Optional<String> code(String told) {
        String lower = told.toLowerCase(Locale.ROOT).replace('_', '-');
        if (LIBRARIES.containsKey(lower)) {
            return Optional.ofNullable(LIBRARIES.get(lower));
        }
        if (lower.length() != 3) {
            return Optional.of(lower).filter(code -> code.matches("[a-z]{2}(-[a-z0-9]{2,8})*"));
        }
        return Stream.of(Locale.getISOLanguages()).filter(two -> lower.equals(three(two))).findFirst()
                .or(() -> Optional.of(lower).filter(code -> code.matches("[a-z]{3}")));
    }

    private static String three(String two) {
        try {
            return Locale.of(two).getISO3Language();
        } catch (MissingResourceException e) {
            return "";
        }
    }

    private static String spoken(String code) {
        Locale language = Locale.forLanguageTag(code);
        return language.getDisplayLanguage(language);
    }

    private static Optional<String> title(Track track) {
        return track.title().map(String::strip)
                .filter(title -> !title.isEmpty() && !NO_TITLES.contains(title.toLowerCase(Locale.ROOT)));
    }
}
