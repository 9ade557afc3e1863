package org.podstudio.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

class MessagesTest {

    @Test
    void every_word_has_a_field_and_every_field_a_word() throws IOException {
        Properties words = new Properties();
        try (InputStream in = Objects.requireNonNull(Messages.class.getResourceAsStream("messages.properties"))) {
            words.load(in);
        }
        TreeSet<String> fields = new TreeSet<>(Arrays.stream(Messages.class.getDeclaredFields())
                .filter(f -> Modifier.isPublic(f.getModifiers())).map(Field::getName).toList());
        assertEquals(new TreeSet<>(words.stringPropertyNames()), fields);
    }
}
