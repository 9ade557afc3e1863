package org.podstudio.packs.internal.texts;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.exception.VelocityException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/**
 * Fills in Velocity templates, shut in: a template gets texts, numbers and lists of them, reaches no class, no file
 * and no other template, and a name it misspells is an error instead of a text that says {@code $autor}. For any
 * thread.
 */
final class VelocityText {

    private final VelocityEngine engine;

    VelocityText() {
        Properties settings = new Properties();
        settings.setProperty("resource.loaders", "none");
        settings.setProperty("resource.loader.none.class",
                "org.apache.velocity.runtime.resource.loader.StringResourceLoader");
        settings.setProperty("resource.loader.none.repository.static", "false");
        settings.setProperty("introspector.uberspect.class",
                "org.apache.velocity.util.introspection.SecureUberspector");
        settings.setProperty("velocimacro.library.path", "");
        settings.setProperty("directive.foreach.max_loops", "100000");
        settings.setProperty("runtime.strict_mode.enable", "true");
        engine = new VelocityEngine(settings);
    }

    String render(String name, String template, Map<String, Object> words) {
        StringWriter text = new StringWriter();
        try {
            engine.evaluate(new VelocityContext(new HashMap<>(words)), text, name, template.replace("\r\n", "\n"));
        } catch (VelocityException e) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "pack.template",
                    "The template %s cannot be filled in: %s".formatted(name, sentence(e)),
                    "Correct it in templates/pack of your user folder, or remove it there to get the installed one.",
                    e);
        }
        return text.toString().replace("\r\n", "\n").stripTrailing() + "\n";
    }

    private static String sentence(VelocityException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        return message.endsWith(".") ? message : message + ".";
    }
}
