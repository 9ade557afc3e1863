package org.podstudio.processors.normalize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.Expected;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.media.AudioStream;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.sound.Loudness;
import org.podstudio.media.sound.LoudnessMeter;

/**
 * Brings sound to a loudness: measured, levelled by one gain, peaks limited only where the gain would carry them over
 * the ceiling, and measured again by another implementation. Tags, cover, chapters and pictures come along.
 */
@Component(service = Processor.class, property = "processor.id=normalize")
public final class NormalizeProcessor implements Processor<Params> {

    private static final double TOLERANCE_LU = 0.5;
    private static final double AIM_LU = 0.05;
    private static final double MOST_LIMITING_DB = 15;
    private static final int ROUNDS = 4;

    private final Ffmpeg ffmpeg;
    private final LoudnessMeter meter;

    /** @param meter of the same ffmpeg */
    @Activate
    public NormalizeProcessor(@Reference Ffmpeg ffmpeg, @Reference LoudnessMeter meter) {
        this.ffmpeg = ffmpeg;
        this.meter = meter;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>("normalize", 1, Set.of(MediaKind.AUDIO, MediaKind.VIDEO), Set.of(MediaKind.AUDIO,
                MediaKind.VIDEO),
                Params.DEFAULTS);
    }

    @Override
    public Needs needs(Request<Params> request) {
        MediaInfo info = ffmpeg.probe(request.input());
        long samples = info.audio().map(a -> (long) (info.seconds() * a.sampleRate() * a.channels())).orElse(0L);
        long input = request.input().toFile().length();
        return new Needs(2, 64L << 20, 256L << 20, 0, 4 * samples + 2 * input + (16L << 20));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        Path input = request.input();
        MediaInfo info = ffmpeg.probe(input, run);
        AudioStream sound = info.audio().orElseThrow(() -> ProcessingException.input("normalize.no-sound",
                input.getFileName() + " has no sound to level.", "Choose a file with sound."));
        Target target = Target.of(request.parameters().outputFormat(), info, sound, extension(input));
        target.check();
        run.stage("measure", 0.25);
        return new Work(input, info, target, request.parameters(), run).level(meter.measure(input, run).loudness());
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** One request under way. */
    private final class Work {

        private final Path input;
        private final MediaInfo info;
        private final Target target;
        private final Params parameters;
        private final Run run;
        private final Path output;

        Work(Path input, MediaInfo info, Target target, Params parameters, Run run) {
            this.input = input;
            this.info = info;
            this.target = target;
            this.parameters = parameters;
            this.run = run;
            this.output = run.scratch().resolve("normalized." + target.extension());
        }

        Result level(Loudness before) throws IOException {
            noteLosses();
            if (before.silent()) {
                return silent();
            }
            run.stage("level", 0.2);
            Levelling levelling = aim(before);
            run.stage("encode", 0.55);
            Levelling done = encode(levelling, 0.4);
            Loudness after = meter.measure(output, run.part(0.55)).loudness();
            for (int round = 1; round < ROUNDS && after.truePeakDbtp() > parameters.truePeakDbtp(); round++) {
                done = gentler(done, before, after);
                double left = 0.55 + 0.45 * round / ROUNDS;
                encode(done, left - 0.05);
                after = meter.measure(output, run.part(left)).loudness();
            }
            Loudness checked = meter.reference(output, false, run.part(1));
            noteMiss(done, before, after, checked);
            return result(facts(before, after, checked, done));
        }

        /** The gain that reaches the target, tried out without encoding when the limiter takes some of it away. */
        private Levelling aim(Loudness before) {
            double wanted = parameters.target() - before.integratedLufs();
            double over = before.truePeakDbtp() + wanted - parameters.truePeakDbtp();
            if (over <= 0) {
                return Levelling.plain(wanted);
            }
            if (!parameters.limiter()) {
                return Levelling.plain(wanted - over);
            }
            double most = parameters.truePeakDbtp() - before.truePeakDbtp() + MOST_LIMITING_DB;
            Levelling levelling = Levelling.limited(Math.min(wanted, most), parameters.truePeakDbtp());
            for (int round = 1; round <= ROUNDS; round++) {
                Loudness now = meter.measure(input, levelling.filter(target.source().sampleRate()),
                        run.part((double) round / ROUNDS)).loudness();
                double miss = parameters.target() - now.integratedLufs();
                if (Math.abs(miss) < AIM_LU || levelling.gainDb() >= most && miss > 0) {
                    break;
                }
                levelling = levelling.louder(Math.min(miss, most - levelling.gainDb()));
            }
            return levelling;
        }

        /** Lossy codecs make peaks of their own: hold them lower by what the last try was over. */
        private Levelling gentler(Levelling last, Loudness before, Loudness after) {
            double over = after.truePeakDbtp() - parameters.truePeakDbtp() + 0.05;
            double quieter = parameters.target() - after.integratedLufs();
            if (!parameters.limiter()) {
                return last.louder(-over);
            }
            double ceiling = last.limitDb().isPresent()
                    ? last.limitDb().getAsDouble() + Levelling.MARGIN - over
                    : Math.min(parameters.truePeakDbtp(), before.truePeakDbtp() + last.gainDb()) - over;
            return Levelling.limited(last.gainDb() + Math.clamp(quieter, 0, 1), ceiling);
        }

        private Levelling encode(Levelling levelling, double upTo) {
            List<String> words = new ArrayList<>(List.of("-i", Ffmpeg.file(input)));
            words.addAll(streams());
            words.addAll(List.of("-map_metadata", "0", "-map_chapters", target.chapters() ? "0" : "-1"));
            words.addAll(List.of("-filter:a:0", levelling.filter(target.source().sampleRate())));
            words.addAll(target.encoding());
            words.addAll(List.of("-fflags", "+bitexact", "-flags:a:0", "+bitexact"));
            words.addAll(container());
            words.addAll(List.of("-f", target.muxer(), Ffmpeg.file(output)));
            ffmpeg.run(words, info.seconds(), run.part(upTo));
            return levelling;
        }

        private List<String> streams() {
            if (target.film()) {
                return List.of("-map", "0:v", "-map", "0:a", "-map", "0:s?", "-c", "copy");
            }
            return info.cover().filter(c -> target.cover())
                    .map(cover -> List.of("-map", "0:a:0", "-map", "0:" + cover.index(), "-c:v", "copy",
                            "-disposition:v:0", "attached_pic"))
                    .orElseGet(() -> List.of("-map", "0:a:0"));
        }

        private List<String> container() {
            return switch (target.muxer()) {
                case "mp4", "mov", "ipod" -> List.of("-movflags", "+faststart");
                case "mp3" -> List.of("-id3v2_version", "3");
                case "wav" -> List.of("-rf64", "auto");
                case "aiff" -> List.of("-write_id3v2", "1");
                default -> List.of();
            };
        }

        private Result silent() throws IOException {
            run.note(input.getFileName() + " is silent: there is no loudness to level, so the sound is unchanged.");
            run.stage("encode", 0.75);
            if (parameters.outputFormat() == Params.OutputFormat.SAME && target.extension().equals(extension(input))) {
                Files.copy(input, output, StandardCopyOption.REPLACE_EXISTING);
            } else {
                encode(Levelling.plain(0), 1);
            }
            run.progress(1);
            return result(Map.of("loudness.before", "silence", "loudness.after", "silence"));
        }

        private void noteLosses() {
            if (info.cover().isPresent() && !target.film() && !target.cover()) {
                run.note("The cover is left out: " + target.extension() + " has no place that it could be copied to.");
            }
            if (info.chapters() > 0 && !target.chapters()) {
                run.note("The chapters are left out: " + target.extension() + " has no place for them.");
            }
            if (target.sampleRate() != target.source().sampleRate()) {
                run.note("The sample rate becomes %d Hz: %s does not take %d Hz.".formatted(target.sampleRate(),
                        target.encoder(),
                        target.source().sampleRate()));
            }
            if (info.audioStreams() > 1) {
                run.note(target.film()
                        ? "Only the first of " + info.audioStreams()
                                + " streams of sound is levelled; the others are copied."
                        : "Only the first of " + info.audioStreams() + " streams of sound is kept.");
            }
            if (!target.encoder().contains(target.source().codec())
                    && parameters.outputFormat() == Params.OutputFormat.SAME) {
                run.note("The sound becomes " + target.encoder() + ": " + target.source().codec()
                        + " cannot be written.");
            }
        }

        private void noteMiss(Levelling done, Loudness before, Loudness after, Loudness checked) {
            double miss = checked.integratedLufs() - parameters.target();
            if (Math.abs(miss) > TOLERANCE_LU) {
                run.note(number("The result is %.1f LUFS instead of %.1f: ", checked.integratedLufs(),
                        parameters.target()) + why(done, before));
            }
            if (after.truePeakDbtp() > parameters.truePeakDbtp()) {
                run.note(number("The peak is %.2f dBTP, above the ceiling of %.1f: ", after.truePeakDbtp(),
                        parameters.truePeakDbtp())
                        + target.encoder() + " makes peaks of its own. Choose a lower ceiling or a lossless format.");
            }
        }

        private String why(Levelling done, Loudness before) {
            String reason = parameters.limiter()
                    ? "more gain than %2$.1f dB would take more than %3$.0f dB off the peaks at %1$.1f dBTP."
                    : "the peaks at %1$.1f dBTP leave room for %2$.1f dB only. Switch the limiter on to go further.";
            return number(reason, before.truePeakDbtp(), done.gainDb(), MOST_LIMITING_DB);
        }

        private Map<String, String> facts(Loudness before, Loudness after, Loudness checked, Levelling done) {
            Map<String, String> facts = new TreeMap<>();
            facts.put("loudness.before", number("%.1f LUFS", before.integratedLufs()));
            facts.put("loudness.after", number("%.1f LUFS", after.integratedLufs()));
            facts.put("loudness.checked", number("%.1f LUFS", checked.integratedLufs()));
            facts.put("loudness.range", number("%.1f LU", after.rangeLu()));
            facts.put("peak.before", number("%.1f dBTP", before.truePeakDbtp()));
            facts.put("peak.after", number("%.1f dBTP", after.truePeakDbtp()));
            facts.put("gain", number("%+.1f dB", done.gainDb()));
            facts.put("limiter", done.limitDb().isPresent() ? "used" : "not needed");
            return facts;
        }

        private Result result(Map<String, String> facts) {
            Expected expected = target.film()
                    ? info.video().map(v -> Expected.film(v.width(), v.height(),
                            info.seconds())).orElse(Expected.ANYTHING)
                    : Expected.sound(info.seconds());
            return new Result(List.of(new Output(output, "normalized", Shelf.EDITS, expected)), facts);
        }

        private static String number(String format, Object... values) {
            return String.format(Locale.ROOT, format, values);
        }
    }
}
