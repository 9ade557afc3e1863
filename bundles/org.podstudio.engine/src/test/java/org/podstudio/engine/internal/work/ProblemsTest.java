package org.podstudio.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Problem;

class ProblemsTest {

    private static final Path LOG = Path.of("Logs", "jobs", "1.log");

    @ParameterizedTest
    @CsvSource({"No space left on device,io.disk-full", "There is not enough space on the disk,io.disk-full",
            "Disk quota exceeded,io.disk-full", "Read-only file system,io.read-only", "Input/output error,io.failed"})
    void words_what_the_file_system_says(String reason, String code) {
        assertEquals(code, Problems.of(new FileSystemException("/x.png", null, reason), LOG).code());
        assertEquals(code, Problems.of(new IOException(reason), LOG).code());
    }

    @Test
    void names_the_file() {
        assertTrue(Problems.of(new NoSuchFileException("/x.png"), LOG).message().contains("/x.png"));
        assertEquals("io.missing", Problems.of(new NoSuchFileException("/x.png"), LOG).code());
        assertEquals("io.read-only", Problems.of(new AccessDeniedException("/x.png"), LOG).code());
    }

    @Test
    void leaves_what_was_worded_already() {
        Problem problem = Problems.of(ProcessingException.input("image.broken", "It is broken.", "Get another."), LOG);
        assertEquals("image.broken", problem.code());
        assertFalse(Problems.unexpected(problem));
    }

    @Test
    void whatever_else_is_a_bug_of_ours_with_the_way_to_the_log() {
        Problem problem = Problems.of(new StackOverflowError(), LOG);
        assertEquals(ErrorKind.SYSTEM, problem.kind());
        assertTrue(problem.advice().contains(LOG.toString()));
        assertTrue(Problems.unexpected(problem));
    }
}
