package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.ProjectFolder;

class StoredLessonsTest {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    @Test
    void the_newest_hundred_of_each_subject_come_back_newest_first(@TempDir Path temp) throws IOException {
        ProjectFolder folder = Samples.madeProject(temp);
        try (Store store = new Stores().open(folder)) {
            store.lessons().add(List.of(lesson("crop", 7)));
            store.lessons().add(IntStream.rangeClosed(1, 90).mapToObj(n -> lesson("bg-remove+upscale", n)).toList());
            store.lessons().add(IntStream.rangeClosed(91, 150).mapToObj(n -> lesson("bg-remove+upscale", n)).toList());
            List<Lesson> chain = store.lessons().of("bg-remove+upscale");
            assertEquals(IntStream.iterate(150, n -> n - 1).limit(100).mapToObj(n -> lesson("bg-remove+upscale", n))
                    .toList(), chain);
            assertEquals(List.of(lesson("crop", 7)), store.lessons().of("crop"));
            assertEquals(List.of(), store.lessons().of("upscale"));
        }
        try (Store store = new Stores().open(folder)) {
            assertEquals(100, store.lessons().of("bg-remove+upscale").size());
        }
    }

    @Test
    void what_is_no_number_teaches_nothing() {
        assertThrows(IllegalArgumentException.class, () -> lesson("crop", Double.NaN));
        assertThrows(IllegalArgumentException.class,
                () -> new Lesson("crop", "pixels", 1, OptionalDouble.of(Double.NaN), 0, NONE, NONE, NONE));
    }

    private static Lesson lesson(String subject, double seconds) {
        return new Lesson(subject, "pixels", 2e6, OptionalDouble.of(seconds), 0.5, OptionalDouble.of(0.75), NONE,
                OptionalDouble.of(2));
    }
}
