package org.podstudio.processors.normalize;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.podstudio.api.Run;
import org.podstudio.media.sound.Levelled;
import org.podstudio.media.sound.Levelling;
import org.podstudio.media.sound.Loudness;

/** What the user is told of the result. */
final class Notes {

    private final Work.Task task;
    private final Run run;

    Notes(Work.Task task, Run run) {
        this.task = task;
        this.run = run;
    }

    /** What does not come along. */
    void losses() {
        task.target().losses(task.info(), task.sound()).forEach(run::note);
        task.target().otherRate(task.sound().sampleRate()).ifPresent(run::note);
        if (task.target().film() && task.info().audioStreams() > 1) {
            run.note("Only the first of " + task.info().audioStreams()
                    + " streams of sound is levelled; the others are copied.");
        }
        if (task.parameters().outputFormat() == Params.OutputFormat.SAME
                && !task.target().encoding().encoder().contains(task.sound().codec())) {
            run.note("The sound becomes " + task.target().encoding().encoder() + ": " + task.sound().codec()
                    + " cannot be written.");
        }
    }

    /** That it is not the same at another loudness throughout. */
    void limited(Levelled levelled) {
        if (levelled.reductionDb() > 0) {
            run.note(number("Peaks were held by up to %.1f dB, in %.1f %% of the time; all else got one gain.", levelled
                    .reductionDb(), 100 * levelled.limitedShare()));
        }
    }

    /** That it is not as loud as it shall be, and why. @param highestDbtp the peak that kept the gain down */
    void missed(Loudness checked, double aimLufs, double highestDbtp, Levelling done, double mostLimitingDb) {
        run.note(number("The result is %.1f LUFS instead of %.1f: ", checked.integratedLufs(), aimLufs) + reason(
                highestDbtp, done.gainDb(), mostLimitingDb));
    }

    private String reason(double highestDbtp, double gainDb, double mostLimitingDb) {
        if (task.parameters().mode() == Params.Mode.DYNAMIC) {
            return "its loud parts are too few for the range that is asked for.";
        }
        if (!task.parameters().limiter()) {
            return number("the peaks at %.1f dBTP leave room for %.1f dB only. Switch the limiter on to go further.",
                    highestDbtp, gainDb);
        }
        return highestDbtp + gainDb - task.parameters().ceiling() < mostLimitingDb - 0.5
                ? "so much of it is held at the ceiling that more gain makes it hardly louder."
                : number("more gain than %.1f dB would take more than %.0f dB off the peaks at %.1f dBTP.", gainDb,
                        mostLimitingDb, highestDbtp);
    }

    /** That a peak is higher than allowed. */
    void peak(Loudness after) {
        if (after.truePeakDbtp() > task.parameters().ceiling()) {
            run.note(number("The peak is %.2f dBTP, above the ceiling of %.1f: ", after.truePeakDbtp(), task
                    .parameters().ceiling()) + task.target().encoding().encoder()
                    + " makes peaks of its own. Choose a lower ceiling or a lossless format.");
        }
    }

    Map<String, String> facts(Loudness before, Loudness after, Loudness checked, Levelling done) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("loudness.before", number("%.1f LUFS", before.integratedLufs()));
        task.parameters().albumLufs().ifPresent(album -> facts.put("loudness.album", number("%.1f LUFS", album)));
        facts.put("loudness.after", number("%.1f LUFS", after.integratedLufs()));
        facts.put("loudness.checked", checked.silent() ? "too short" : number("%.1f LUFS", checked.integratedLufs()));
        facts.put("loudness.range", number("%.1f LU", after.rangeLu()));
        facts.put("peak.before", number("%.1f dBTP", before.truePeakDbtp()));
        facts.put("peak.after", number("%.1f dBTP", after.truePeakDbtp()));
        facts.put("gain", task.parameters().mode() == Params.Mode.DYNAMIC
                ? "dynamic"
                : number("%+.1f dB", done
                        .gainDb()));
        facts.put("limiter", done.ceilingDb().isPresent() ? "used" : "not needed");
        return facts;
    }

    static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
