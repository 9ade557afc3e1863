package org.podstudio.packs.internal.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.podstudio.api.project.UserFolder;

/**
 * The texts of a pack: the user's own template first, then those of installed bundles, then the built-in ones. For
 * any thread.
 */
public final class PackTemplates {

    private final List<Source> sources;
    private final VelocityText velocity = new VelocityText();

    /** With sources in the order they are asked. */
    public PackTemplates(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Where templates come from. */
    @FunctionalInterface
    public interface Source {

        /** The template's text, when this source has it. */
        Optional<String> find(String file) throws IOException;
    }

    /** With {@code templates/pack} of the user folder before the other sources. */
    public static PackTemplates of(UserFolder user, Source... others) {
        List<Source> sources = new ArrayList<>();
        sources.add(folder(user.root().resolve("templates").resolve("pack")));
        sources.addAll(List.of(others));
        return new PackTemplates(sources);
    }

    /** The templates of a folder. */
    public static Source folder(Path folder) {
        return name -> {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        };
    }

    /**
     * The finished text, with {@code \n} as line ends.
     *
     * @param name of the text: {@code README.md}; its template is {@code README.md.vm}
     * @throws org.podstudio.api.ProcessingException {@code pack.template} when the template cannot be filled in
     */
    public String render(String name, Map<String, Object> words) throws IOException {
        for (Source source : sources) {
            Optional<String> template = source.find(name + ".vm");
            if (template.isPresent()) {
                return velocity.render(name + ".vm", template.get(), words);
            }
        }
        return velocity.render(name, BuiltInTexts.of(name), words);
    }
}
