package org.podstudio.media.internal.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.command.Output;

/**
 * What ffmpeg's end means for a user: a table from its words to codes, first match wins. All it said last goes along as
 * the cause, for the job's log.
 */
public final class Failures {

    private record Rule(ErrorKind kind, String code, Pattern words, String message, String advice) {
        Rule(ErrorKind kind, String code, String words, String message, String advice) {
            this(kind, code, Pattern.compile(words, Pattern.CASE_INSENSITIVE), message, advice);
        }
    }

    /** openh264 says the same of pictures that overflow what it has set aside for them and of memory that it does not get; other numbers mean neither. */
    private static final String OVERFLOW = "kiEncoderReturn 3\\b";

    private static final List<Rule> RULES = List.of(
            new Rule(ErrorKind.RESOURCE, "media.disk-full",
                    "No space left on device|Disk quota exceeded|not enough space on the disk",
                    "The disk is full, so %s could not be processed to its end",
                    "Make room on the disk, then try again."),
            new Rule(ErrorKind.TOOL, "media.no-device",
                    "Cannot load lib(cuda|nvcuvid|amfrt|mfx|vpl)|OpenEncodeSessionEx failed|No capable devices found"
                            + "|Error creating a MFX session|Error initializing an internal MFX|Device creation failed"
                            + "|DLL amfrt|No VA display found|Failed to initialise VAAPI",
                    "The device that should work on %s is not there or not free",
                    "Leave the device out: software does the same."),
            new Rule(ErrorKind.RESOURCE, "media.no-memory", "Cannot allocate memory|error code: -12\\b",
                    "There is not enough memory for %s",
                    "Close other programs or choose a smaller size, then try again."),
            new Rule(ErrorKind.INPUT, "media.too-large", "max pixel count|Picture size [1-9]\\d*x\\d+ is invalid",
                    "The pictures of %s are larger than 134 megapixels", "Use a file of smaller pictures."),
            new Rule(ErrorKind.CONFIGURATION, "media.too-fine", OVERFLOW,
                    "Pictures of %s hold more than openh264 can write so finely",
                    "Choose a higher quality factor, such as 18, or a rate, or another codec."),
            new Rule(ErrorKind.CONFIGURATION, "media.no-encoder",
                    "Unknown encoder|Encoder not found|Automatic encoder selection failed",
                    "This ffmpeg lacks the encoder that %s was to be written with",
                    "Choose another codec, or install the GPL codecs."),
            new Rule(ErrorKind.CONFIGURATION, "media.bad-arguments",
                    "Unrecognized option|Option not found|No such filter|Error parsing (options|filterchain)",
                    "ffmpeg does not understand what was asked of it for %s", "Leave out the setting it names."),
            new Rule(ErrorKind.INPUT, "media.no-stream", "matches no streams|does not contain any stream",
                    "%s does not hold what was asked for",
                    "Choose a file that has sound and pictures as the work needs them."),
            new Rule(ErrorKind.TOOL, Output.NO_ROOM_FOR_INDEX, "reserved_moov_size is too small",
                    "The room that was left for the index of what is made of %s is too small",
                    "Try again; if it stays, choose another container, such as mkv."),
            new Rule(ErrorKind.CONFIGURATION, "media.not-in-container",
                    "Could not write header|not currently supported in container|are supported for WebM"
                            + "|incorrect codec parameters",
                    "The container cannot hold what %s is made of", "Choose another container, such as mkv."),
            new Rule(ErrorKind.INPUT, "media.no-access", "Permission denied",
                    "%s may not be read, or its result may not be written",
                    "Give yourself the right to read it."),
            new Rule(ErrorKind.INPUT, "media.missing", "No such file or directory", "%s is not there any more",
                    "Put it back or choose another file."),
            new Rule(ErrorKind.INPUT, "media.broken",
                    "Invalid data found|moov atom not found|could not find codec parameters|header parsing failed"
                            + "|Error opening input|partial file"
                            + "|ended prematurely|Error while decoding|Decoding error|End of file|corrupt",
                    "%s is damaged, cut short, or not the kind of media its name says",
                    "Try to play it; export or download it again."));

    private Failures() {
    }

    /** @param command as it was run; the first file after {@code -i} is what the user knows */
    public static ProcessingException of(List<String> command, Child.Ending ending) {
        String subject = subject(command);
        if (ending.memory().isPresent()) {
            return new ProcessingException(ErrorKind.RESOURCE, "media.no-memory",
                    "ffmpeg wanted more than the " + (ending.memory().getAsLong() >> 20)
                            + " MB of memory that it may have for "
                            + subject + ", and was ended.",
                    "Choose a smaller size or a shorter piece.", said(command, ending));
        }
        if (ending.killed()) {
            return new ProcessingException(ErrorKind.TOOL, "media.killed",
                    "ffmpeg was killed while it worked on " + subject + ".",
                    "Another program or a lack of memory may have ended it; try again.", said(command, ending));
        }
        String words = ending.words().text();
        Rule rule = RULES.stream().filter(r -> r.words().matcher(words).find()).findFirst()
                .orElse(new Rule(ErrorKind.TOOL, "media.failed", "", "ffmpeg failed on %s (exit " + ending.code() + ")",
                        "Look at the job's log; try again with other settings."));
        String message = sentence(rule.message().formatted(subject), ending.words());
        return new ProcessingException(rule.kind(), rule.code(), message, rule.advice(), said(command, ending));
    }

    /** Whether words that mean something else would also be said for lack of memory. */
    static boolean maybeMemory(StderrTail words) {
        return Pattern.compile(OVERFLOW).matcher(words.text()).find();
    }

    private static LastWords said(List<String> command, Child.Ending ending) {
        return new LastWords(command, ending.words().lines());
    }

    /** Its output could not be taken in. */
    public static ProcessingException unread(List<String> command, Child.Ending ending, IOException why) {
        why.addSuppressed(said(command, ending));
        return new ProcessingException(ErrorKind.RESOURCE, "media.unread", "What ffmpeg made of " + subject(command)
                + " could not be taken in: " + why.getMessage() + ".",
                "Make sure that there is room on the disk, then try again.", why);
    }

    /** What it should read could not be had. */
    static ProcessingException unfed(List<String> command, IOException why) {
        if (why.getCause() instanceof ProcessingException told) {
            return told;
        }
        return new ProcessingException(ErrorKind.SYSTEM, "media.unfed", "What ffmpeg should make "
                + subject(command) + " of could not be given to it: " + why.getMessage() + ".",
                "Try again; if it stays, look at the job's log.", why);
    }

    /** A file that cannot be decoded to its end. */
    public static ProcessingException broken(Path file, List<String> command, Child.Ending ending) {
        return new ProcessingException(ErrorKind.INPUT, "media.broken",
                sentence(file.getFileName() + " cannot be decoded to its end", ending.words()),
                "Try to play it; export or download it again.", said(command, ending));
    }

    /** The input's name, or what there is instead. */
    static String subject(List<String> command) {
        int at = command.lastIndexOf("-i") < 0 ? command.size() - 1 : command.indexOf("-i") + 1;
        String word = command.get(at);
        return word.startsWith("file:") ? Path.of(word.substring(5)).getFileName().toString() : word;
    }

    private static String sentence(String what, StderrTail words) {
        // addresses in memory tell nobody anything
        Optional<String> why = words.errors().stream().filter(error -> !error.contains("0x")).findFirst();
        return what + why.map(w -> ": " + w.strip().replaceAll("\\.$", "")).orElse("") + ".";
    }
}
