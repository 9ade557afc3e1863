package org.podstudio.packs.internal.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

class BundledTemplatesTest {

    private static final String OURS = "org.podstudio.templates.pack";

    private final Path temp;

    BundledTemplatesTest(@TempDir Path temp) {
        this.temp = temp;
    }

    private static <T> T fake(Class<T> type, Map<String, Answer> answers) {
        return Objects.requireNonNull(type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> Objects.requireNonNull(answers.get(method.getName()), method.getName())
                        .to(arguments))));
    }

    private interface Answer {
        @Nullable
        Object to(Object[] arguments) throws IOException;
    }

    private Bundle bundle(String name, String header, String text) throws IOException {
        Path root = Files.createDirectories(temp.resolve(name).resolve("pack")).resolveSibling("");
        Files.writeString(root.resolve("pack/README.md.vm"), text);
        Hashtable<String, String> headers = new Hashtable<>(Map.of("PODStudio-Templates", header));
        return fake(Bundle.class, Map.of("getSymbolicName", a -> name, "getHeaders", a -> headers, "getEntry", a -> {
            Path file = root.resolve((String) a[0]);
            return Files.exists(file) ? file.toUri().toURL() : null;
        }));
    }

    private static BundledTemplates of(Bundle... bundles) {
        return new BundledTemplates(fake(BundleContext.class, Map.of("getBundles", a -> bundles)));
    }

    @Test
    void finds_the_text_of_a_bundle_with_the_header() throws IOException {
        BundledTemplates templates = of(bundle("a.prompts", "prompts", "no"), bundle(OURS, "pack", "yes"));
        assertEquals(Optional.of("yes"), templates.find("README.md.vm"));
        assertEquals(Optional.empty(), templates.find("LICENSE_personal.txt.vm"));
    }

    @Test
    void a_bundle_installed_beside_ours_wins() throws IOException {
        assertEquals(Optional.of("theirs"),
                of(bundle(OURS, "pack", "ours"), bundle("z.shop", "pack", "theirs")).find("README.md.vm"));
    }
}
