package org.podstudio.packs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.ProcessingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what a seller gives away unawares: where a picture was taken, the serial number of the camera, the prompt
 * and the workflow that made it, paths of the own machine. It judges the metadata that the library read from the very
 * files that would go into the pack.
 */
final class LeakGate {

    private static final Logger LOG = LoggerFactory.getLogger(LeakGate.class);

    static final String LEAK = "pack.leak";
    static final String PROMPT = "pack.leak-prompt";

    private static final Pattern LAST_WORD = Pattern.compile("[^.:/\\[\\]]+$");
    private static final Set<String> PROMPT_FIELDS = Set.of("parameters", "prompt", "workflow", "negativeprompt",
            "sdmetadata", "invokeaimetadata", "invokeaigraph", "invokeaiworkflow", "dream", "generationdata",
            "suiimageparams", "fooocusscheme", "sdparameters", "aiprompt", "aiprompttext", "promptdata");
    /** Common words, but where this program writes its prompt. */
    private static final Set<String> NOVEL_AI = Set.of("description", "comment");
    private static final Pattern PROMPT_TEXT = Pattern.compile(
            "Negative prompt: |\\bSteps: \\d+|\"class_type\"|sui_image_params|\"sampler\"|\"sampler_name\"|"
                    + " --(ar|v|stylize|chaos) ");
    /**
     * After anything but a letter or digit, as in {@code file:///home/ada}: {@code example.com/home/x} is no path of
     * a machine.
     */
    private static final Pattern HOME = Pattern
            .compile("(?i)(?<![\\p{L}\\p{N}_])(/home/|/users/|[a-z]:[\\\\/]+users[\\\\/])[^\\s\"']+");

    private final Metadata pictures;

    /** @param pictures reads what a picture's file says beside the pixels */
    LeakGate(Metadata pictures) {
        this.pictures = pictures;
    }

    /** What a file says of itself, by field. */
    @FunctionalInterface
    interface Metadata {

        /** Fields as in {@link org.podstudio.api.project.Content#metadata}, with those of generators. */
        Map<String, String> of(Path file) throws IOException;
    }

    /**
     * @throws ProcessingException {@code pack.leak} naming file and field of the first leak, unless the options
     * force
     */
    void check(PackContents contents, PackOptions options) {
        List<Finding> leaks = contents.items().stream().flatMap(item -> of(item).stream())
                .filter(f -> !(options.includePrompts() && f.code().equals(PROMPT))).toList();
        if (!leaks.isEmpty() && !options.force()) {
            String more = leaks.size() == 1 ? "" : " There are %d more findings.".formatted(leaks.size() - 1);
            throw new ProcessingException(ErrorKind.CONFIGURATION, LEAK, leaks.getFirst().message() + more,
                    leaks.getFirst().advice());
        }
    }

    /** Each leak of one asset, in the order of the fields' names. */
    List<Finding> of(PackItem item) {
        List<Finding> leaks = new ArrayList<>();
        Optional<Map<String, String>> written = written(item);
        Map<String, String> fields = new TreeMap<>(item.asset().content().metadata());
        written.ifPresent(fields::putAll);
        boolean novelAi = fields.getOrDefault("text.Software", "").contains("NovelAI");
        fields.forEach((field, value) -> judge(field, value, novelAi)
                .ifPresent(what -> leaks.add(finding(item, field, what))));
        boolean promptFound = leaks.stream().anyMatch(leak -> leak.code().equals(PROMPT));
        boolean notDisproved = written.isEmpty() || item.asset().lineage().isEmpty();
        if (!promptFound && notDisproved && item.asset().generator().isPresent()) {
            leaks.add(finding(item, "generator", What.PROMPT));
        }
        item.edits().forEach(edit -> new TreeMap<>(edit.lineage().step().parameters()).forEach((name, value) -> {
            if (HOME.matcher(value.toString()).find()) {
                leaks.add(finding(item, edit.lineage().step().processor() + "." + name, What.PATH));
            }
        }));
        return leaks;
    }

    /**
     * What the file itself says where the record is not enough: the library keeps a generator's fields apart, and what
     * was made from an original inherits the record of them but hardly ever the fields.
     *
     * @return empty when the file cannot be read
     */
    private Optional<Map<String, String>> written(PackItem item) {
        boolean asked = item.asset().kind() == MediaKind.IMAGE && item.asset().generator().isPresent();
        try {
            return Optional.of(asked && Files.exists(item.file()) ? pictures.of(item.file()) : Map.of());
        } catch (IOException e) {
            LOG.debug("Metadata of {} cannot be read.", item.file(), e);
            return Optional.empty();
        }
    }

    /** What a field gives away. */
    private enum What {
        PLACE("the place where it was made"), SERIAL("a serial number or an owner's name"), PROMPT(
                "a prompt or a workflow"), PATH("a path of your own machine");

        final String words;

        What(String words) {
            this.words = words;
        }
    }

    private static Optional<What> judge(String field, String value, boolean novelAi) {
        String key = field.toLowerCase(Locale.ROOT);
        var matcher = LAST_WORD.matcher(key);
        String word = (matcher.find() ? matcher.group() : key).replaceAll("[^a-z0-9]", "");
        if (place(key, word)) {
            return Optional.of(What.PLACE);
        }
        if (word.contains("serialnumber") || word.equals("serial") || word.endsWith("ownername")
                || word.equals("internalserial")) {
            return Optional.of(What.SERIAL);
        }
        if (PROMPT_FIELDS.contains(word) || PROMPT_TEXT.matcher(value).find()
                || word.equals("usercomment") && value.startsWith("{") || novelAi && NOVEL_AI.contains(word)) {
            return Optional.of(What.PROMPT);
        }
        return HOME.matcher(value).find() ? Optional.of(What.PATH) : Optional.empty();
    }

    /** The version of the GPS block is no place: cameras without a receiver write it, too. */
    private static boolean place(String key, String word) {
        boolean gps = key.startsWith("gps.") || word.startsWith("gps");
        return gps && !word.equals("gpsversionid") || key.contains("location.iso6709") || word.startsWith("location")
                || word.equals("xyz");
    }

    private static Finding finding(PackItem item, String field, What what) {
        boolean prompt = what == What.PROMPT;
        return new Finding(Finding.Severity.ERROR, prompt ? PROMPT : LEAK, item.asset().path(),
                "%s would give away %s: field %s.".formatted(item.asset().fileName(), what.words, field),
                prompt
                        ? "Remove it from the file, include the prompts on purpose, or force the build."
                        : "Remove it from the file, or force the build.");
    }
}
