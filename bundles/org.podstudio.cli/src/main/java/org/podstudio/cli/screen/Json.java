package org.podstudio.cli.screen;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.Nullable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;

/**
 * Values as JSON: records by component in snake case, enums as lower-case words with hyphens, empty optionals as null, paths, ids and instants
 * as text. Maps and sets without an order of
 * their own are sorted. Writes with the streaming generator alone: data binding would cost more than the rest of a short command.
 */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {
    }

    /** On several lines, for a document. */
    public static String document(@Nullable Object value) {
        return text(value, true);
    }

    /** On one line, for JSON Lines. */
    public static String line(@Nullable Object value) {
        return text(value, false);
    }

    /** {@code targetLufs} gives {@code target_lufs}. */
    static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** {@code WAITING_TO_RETRY} gives {@code waiting-to-retry}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A record's components by name, to be changed before they are written. */
    public static Map<String, Object> fields(Record value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            fields.put(snake(component.getName()), Objects.requireNonNull(read(component, value)));
        }
        return fields;
    }

    /** A record's components sorted by name, and those of the records in it. */
    public static Map<String, Object> sorted(Record value) {
        Map<String, Object> sorted = new TreeMap<>();
        fields(value).forEach((name, component) -> sorted.put(name, sortedIfRecord(component)));
        return sorted;
    }

    private static Object sortedIfRecord(Object value) {
        return switch (value) {
            case Record r -> sorted(r);
            case Optional<?> o when o.isPresent() -> sortedIfRecord(o.get());
            case List<?> list -> list.stream().map(Json::sortedIfRecord).toList();
            default -> value;
        };
    }

    /** Text that may be JSON already: written as what it is when it can be read, as text otherwise. */
    public static Object embedded(String text) {
        try (JsonParser in = FACTORY.createParser(text)) {
            StringWriter copy = new StringWriter();
            try (JsonGenerator out = FACTORY.createGenerator(copy)) {
                in.nextToken();
                out.copyCurrentStructureExact(in);
            }
            return in.nextToken() == null ? new Embedded(text) : text;
        } catch (IOException | IllegalStateException e) {
            return text;
        }
    }

    /** What was found to be JSON. */
    private record Embedded(String text) {

        void write(JsonGenerator out) throws IOException {
            try (JsonParser in = FACTORY.createParser(text)) {
                in.nextToken();
                out.copyCurrentStructureExact(in);
            }
        }
    }

    private static String text(@Nullable Object value, boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            if (pretty) {
                out.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Objects.requireNonNull(text.toString());
    }

    private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case Optional<?> o -> write(out, o.orElse(null));
            case OptionalInt o -> write(out, o.isPresent() ? o.getAsInt() : null);
            case OptionalLong o -> write(out, o.isPresent() ? o.getAsLong() : null);
            case OptionalDouble o -> write(out, o.isPresent() ? o.getAsDouble() : null);
            case Boolean b -> out.writeBoolean(b);
            case Integer n -> out.writeNumber(n.intValue());
            case Long n -> out.writeNumber(n.longValue());
            case Number n -> number(out, n.doubleValue());
            case Enum<?> e -> out.writeString(word(e));
            case Map<?, ?> map -> map(out, map);
            case Set<?> set when !(set instanceof SequencedSet) -> list(out,
                    set.stream().sorted(Comparator.comparing(String::valueOf)).toList());
            case Collection<?> list -> list(out, list);
            case Embedded e -> e.write(out);
            case Record r -> record(out, r);
            default -> out.writeString(value.toString());
        }
    }

    // JSON has no word for infinity
    private static void number(JsonGenerator out, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeNull();
        }
    }

    // maps without an order of their own come out in another one each time the program runs
    private static void map(JsonGenerator out, Map<?, ?> map) throws IOException {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (!(map instanceof SequencedMap)) {
            entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getKey())));
        }
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : entries) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            write(out, entry.getValue());
        }
        out.writeEndObject();
    }

    private static void list(JsonGenerator out, Collection<?> list) throws IOException {
        out.writeStartArray();
        for (Object element : list) {
            write(out, element);
        }
        out.writeEndArray();
    }

    private static void record(JsonGenerator out, Record value) throws IOException {
        out.writeStartObject();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            out.writeFieldName(snake(component.getName()));
            write(out, read(component, value));
        }
        out.writeEndObject();
    }

    private static @Nullable Object read(RecordComponent component, Record value) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read " + component, e);
        }
    }
}
