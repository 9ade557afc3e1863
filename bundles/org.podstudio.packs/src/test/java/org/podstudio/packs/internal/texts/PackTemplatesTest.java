package org.podstudio.packs.internal.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.UserFolder;

class PackTemplatesTest {

    private static final Map<String, Object> WORDS = Map.of("pack_name", "Dragons $author #if", "files",
            List.of(Map.of("name", "a")));

    private static String render(String template) throws IOException {
        return new PackTemplates(List.of(file -> Optional.of(template))).render("README.md", WORDS);
    }

    @Test
    void what_a_variable_holds_is_text_and_no_template() throws IOException {
        assertEquals("Dragons $author #if\n", render("$pack_name"));
    }

    @Test
    void the_users_own_template_comes_before_the_installed_one(@TempDir Path temp) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("templates/pack"));
        PackTemplates templates = PackTemplates.of(new UserFolder(temp), file -> Optional.of("installed"));
        assertEquals("installed\n", templates.render("README.md", WORDS));
        Files.writeString(folder.resolve("README.md.vm"), "mine\r\nand yours\r\n");
        assertEquals("mine\nand yours\n", templates.render("README.md", WORDS));
    }

    @Test
    void a_misspelled_variable_is_an_error_that_names_it() {
        ProcessingException e = assertThrows(ProcessingException.class, () -> render("by $autor"));
        assertEquals("pack.template", e.code());
        assertTrue(e.message().contains("autor") && e.message().contains("README.md.vm"), e.message());
    }

    @Test
    void a_broken_template_is_an_error_that_names_it() {
        assertTrue(assertThrows(ProcessingException.class, () -> render("#foreach ($f in")).message()
                .contains("README.md.vm"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$pack_name.class.forName('java.lang.Runtime')", "$pack_name.getClass().getMethods()",
            "$pack_name.getClass().getClassLoader()", "$files.class.classLoader"})
    void a_template_reaches_no_class(String template) {
        assertEquals("pack.template", assertThrows(ProcessingException.class, () -> render(template)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"include", "parse"})
    void a_template_reaches_no_file(String directive, @TempDir Path temp) throws IOException {
        Path absolute = Files.writeString(temp.resolve("secret.txt"), "secret");
        Path relative = Path.of("build.properties"); // what a loader of files would find in the current folder
        for (Path file : List.of(absolute, relative)) {
            assertTrue(Files.isReadable(file));
            ProcessingException e = assertThrows(ProcessingException.class,
                    () -> render("#" + directive + "('" + file.toString().replace('\\', '/') + "')"));
            assertEquals("pack.template", e.code());
        }
    }
}
