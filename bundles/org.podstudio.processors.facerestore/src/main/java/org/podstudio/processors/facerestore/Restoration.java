package org.podstudio.processors.facerestore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.podstudio.api.Run;
import org.podstudio.imaging.pixels.Picture;

/** One face after the other: cut out, restored, laid back, and compared with what it was. */
final class Restoration {

    /**
     * What came of it.
     *
     * @param picture with the faces restored
     * @param facts about each face
     */
    record Restored(Picture picture, Map<String, String> facts) {

        /** With one more fact. */
        Restored with(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(facts);
            more.put(key, value);
            return new Restored(picture, more);
        }
    }

    /** What restorers were trained to see where there is nothing. */
    private static final int NOTHING = 0x848587;

    private final Restorer restorer;
    private final Detector detector;

    /** @param detector looks at each face before and after, to see what has moved */
    Restoration(Restorer restorer, Detector detector) {
        this.restorer = restorer;
        this.detector = detector;
    }

    /** What a network shall see of a picture. */
    static Picture seen(Picture picture) {
        return picture.on(NOTHING);
    }

    /** The picture with all these faces restored; the one given stays as it is. */
    Restored restored(Picture original, List<Face> faces, Run run) {
        Picture picture = Picture.of(original.width(), original.height(), original.alpha(), original.argb().clone());
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < faces.size(); i++) {
            run.checkCanceled();
            Face face = faces.get(i);
            Drift drift = restore(picture, face, run);
            facts.put("face." + (i + 1),
                    String.format(Locale.ROOT, "%s, %.0f x %.0f px at %.0f, %.0f, score %.2f", drift,
                            face.width(), face.height(), face.left(), face.top(), face.score()));
            if (drift.much()) {
                run.note("Face " + (i + 1) + " has changed a lot: " + drift + "; a higher fidelity stays closer.");
            }
            run.progress((i + 1.0) / faces.size());
        }
        return new Restored(picture, facts);
    }

    private Drift restore(Picture picture, Face face, Run run) {
        Similarity aligning = Similarity.aligning(face.marks(), restorer.side());
        Crop before = Crop.of(seen(picture), aligning, restorer.side());
        Crop after = restorer.restored(before, aligning.scale(), run);
        PasteBack.add(picture, aligning, before, after, run::checkCanceled);
        return Drift.between(before, after, largest(before, run), largest(after, run));
    }

    private Optional<Face> largest(Crop crop, Run run) {
        return detector.largest(crop.picture(), run);
    }
}
