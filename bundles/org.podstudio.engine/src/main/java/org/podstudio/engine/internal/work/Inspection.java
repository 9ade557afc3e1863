package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Result;
import org.podstudio.api.Run;

/**
 * Looks at what a processor hands over before it counts.
 *
 * @param info what the processor says of itself
 * @param input what it worked on
 */
record Inspection(Examiner examiner, ProcessorInfo<?> info, Path input) {

    /** A plug-in's promise is checked, not believed: files that are there, once each, below its scratch folder and nowhere else. */
    void requireSound(List<Output> outputs, Supplier<Path> scratch) throws IOException {
        if (outputs.isEmpty()) {
            return;
        }
        Path folder = scratch.get();
        Set<Path> seen = new HashSet<>();
        for (Output output : outputs) {
            Path file = output.file();
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw broken("engine.output-missing",
                        "The processor said it made " + file.getFileName() + ", but there is no such file.");
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw broken("engine.output-outside",
                        "The processor wrote " + file + ", outside the folder it was given.");
            }
            if (Files.isSameFile(file, input)) {
                throw broken("engine.output-is-input",
                        "The processor handed over its input under another name, " + file.getFileName() + ".");
            }
            if (Files.size(file) == 0) {
                throw broken("engine.output-empty", "The processor made " + file.getFileName() + ", which is empty.");
            }
            if (!seen.add(output.whole().toRealPath())) {
                throw broken("engine.output-twice", "The processor handed over " + file.getFileName() + " twice.");
            }
            if (output.folder().isPresent()) {
                requireSound(output.folder().get(), folder);
            }
        }
        requireApart(outputs);
    }

    /** A folder of its own, with nothing in it but folders and files: a link would take along what is elsewhere. */
    private static void requireSound(Path whole, Path scratch) throws IOException {
        if (whole.toRealPath().equals(scratch.toRealPath())) {
            throw broken("engine.output-outside", "The processor handed over the folder it was given, not one in it.");
        }
        try (Stream<Path> all = Files.walk(whole)) {
            Optional<Path> odd = all.filter(file -> !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).findFirst();
            if (odd.isPresent()) {
                throw broken("engine.output-outside", "The processor made " + whole.relativize(odd.get())
                        + ", which is neither a file nor a folder.");
            }
        }
    }

    private static void requireApart(List<Output> outputs) {
        for (Output one : outputs) {
            Optional<Path> within = one.folder().filter(folder -> outputs.stream()
                    .anyMatch(other -> other != one && other.whole().startsWith(folder)));
            if (within.isPresent()) {
                throw broken("engine.output-twice",
                        "The processor handed over " + within.get().getFileName() + " and a part of it.");
            }
        }
    }

    /** One that says it makes files makes at least one. */
    void requireMade(Result result) {
        if (result.outputs().isEmpty() && !info.produces().isEmpty()) {
            throw broken("engine.output-missing", "The processor made nothing.");
        }
    }

    /** Reads one to its end, decodes at least parts of it (docs/adr/0014-media-toolkit.md) and measures what was promised. @param run canceled, it stops */
    void verify(Output output, Run run) throws IOException {
        examiner.verify(output, input, run);
        requireProduced(output);
    }

    /** What it is by its content, whatever its name says. */
    private void requireProduced(Output output) throws IOException {
        Path file = output.file();
        MediaKind kind = examiner.kind(file).orElseThrow(() -> broken("engine.output-no-media",
                "The processor made " + file.getFileName() + ", which is no media file."));
        if (!info.produces().contains(kind)) {
            throw broken("engine.output-wrong-kind", "The processor made " + file.getFileName() + ", which is "
                    + Words.of(kind) + ", and is said to make " + Words.of(info.produces()) + ".");
        }
    }

    private static ProcessingException broken(String code, String message) {
        return new ProcessingException(ErrorKind.TOOL, code, message,
                "Report it to the maker of the plug-in; nothing was changed.");
    }
}
