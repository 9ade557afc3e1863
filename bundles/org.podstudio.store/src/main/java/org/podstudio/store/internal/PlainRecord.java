package org.podstudio.store.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

/**
 * Records as maps of plain values, and back. What a map lacks is nothing, zero or empty, and what it has too much is passed over, so that
 * texts of another version of the program can be read as far as they go.
 */
public final class PlainRecord {

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(@Nullable Class<?> type) {
            RecordComponent[] components = type == null ? null : type.getRecordComponents();
            if (components == null) {
                return new RecordComponent[0];
            }
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true); // of records that nobody else knows
            }
            return components;
        }
    };

    private PlainRecord() {
    }

    /** Adds it as JSON. What is empty is left out. */
    static void write(Record value, StringBuilder text) {
        char before = '{';
        for (RecordComponent component : COMPONENTS.get(value.getClass())) {
            Object part = unwrapped(component(value, component));
            if (part != null) {
                text.append(before).append('"').append(component.getName()).append("\":");
                writeValue(part, text);
                before = ',';
            }
        }
        text.append(before == '{' ? "{}" : "}");
    }

    /**
     * A record of a map.
     *
     * @throws IllegalArgumentException when a value cannot be what it should be
     */
    public static <T extends Record> T read(Map<?, ?> map, Class<T> type) {
        RecordComponent[] components = COMPONENTS.get(type);
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(map.get(components[i].getName()), components[i].getGenericType());
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + map, e);
        }
    }

    private static @Nullable Object component(Record value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("not a public record: " + value.getClass(), e);
        }
    }

    /** What is in it; null when there is nothing to tell. */
    private static @Nullable Object unwrapped(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> optional -> optional.isPresent() ? unwrapped(optional.get()) : null;
            case OptionalInt number -> number.isPresent() ? number.getAsInt() : null;
            case OptionalDouble number -> number.isPresent() ? number.getAsDouble() : null;
            case Collection<?> all -> all.isEmpty() ? null : all;
            case Map<?, ?> map -> map.isEmpty() ? null : map;
            default -> value;
        };
    }

    private static void writeValue(Object value, StringBuilder text) {
        switch (value) {
            case Record record -> write(record, text);
            case Collection<?> all -> writeAll(all, text);
            case Map<?, ?> map -> writeMap(map, text);
            case Double number when number.isNaN() || number.isInfinite() -> quote(number.toString(), text);
            case Number number -> text.append(number);
            case Boolean bool -> text.append(bool.booleanValue());
            case Enum<?> constant -> quote(constant.name(), text);
            default -> quote(value.toString(), text);
        }
    }

    private static void writeAll(Collection<?> all, StringBuilder text) {
        char before = '[';
        for (Object one : all) {
            Object part = unwrapped(one);
            if (part != null) {
                text.append(before);
                writeValue(part, text);
                before = ',';
            }
        }
        text.append(before == '[' ? "[]" : "]");
    }

    private static void writeMap(Map<?, ?> map, StringBuilder text) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object part = unwrapped(entry.getValue());
            if (part != null) {
                text.append(before);
                quote(String.valueOf(entry.getKey()), text);
                writeValue(part, text.append(':'));
                before = ',';
            }
        }
        text.append(before == '{' ? "{}" : "}");
    }

    /** As JSON wants it (RFC 8259, section 7). */
    private static void quote(String words, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < words.length(); i++) {
            char letter = words.charAt(i);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < ' ') {
                text.append(String.format("\\u%04x", (int) letter));
            } else {
                text.append(letter);
            }
        }
        text.append('"');
    }

    private static Object value(@Nullable Object plain, Type type) {
        return type instanceof ParameterizedType generic
                ? generic(plain, (Class<?>) generic.getRawType(), generic.getActualTypeArguments())
                : single(plain, (Class<?>) type);
    }

    private static Object generic(@Nullable Object plain, Class<?> raw, Type[] arguments) {
        if (raw == Optional.class) {
            return plain == null ? Optional.empty() : Optional.of(value(plain, arguments[0]));
        }
        if (raw == Map.class) {
            Map<String, Object> map = new LinkedHashMap<>();
            map(plain).forEach((key, one) -> map.put(String.valueOf(key), value(one, arguments[1])));
            return map;
        }
        List<Object> all = new ArrayList<>();
        if (plain instanceof List<?> list) {
            list.forEach(one -> all.add(value(one, arguments[0])));
        }
        return raw == List.class ? all : new LinkedHashSet<>(all);
    }

    private static Map<?, ?> map(@Nullable Object plain) {
        return plain instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Object single(@Nullable Object plain, Class<?> type) {
        if (type.isRecord()) {
            return read(map(plain), type.asSubclass(Record.class));
        }
        if (type.isEnum()) {
            return constant(plain, type);
        }
        if (plain instanceof Number || type.isPrimitive()) {
            return type.isPrimitive() ? primitive(plain, type) : number((Number) plain, type);
        }
        String text = plain == null ? "" : plain.toString();
        return switch (type.getSimpleName()) {
            case "String" -> text;
            case "UUID" -> text.isEmpty() ? new UUID(0, 0) : UUID.fromString(text);
            case "Instant" -> text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
            case "Duration" -> text.isEmpty() ? Duration.ZERO : Duration.parse(text);
            case "OptionalInt" -> OptionalInt.empty();
            case "OptionalDouble" -> OptionalDouble.empty();
            default -> plain == null ? "" : plain;
        };
    }

    private static Object constant(@Nullable Object plain, Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            if (plain == null || ((Enum<?>) constant).name().equals(plain)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(plain + " is no " + type.getSimpleName());
    }

    private static Object number(@Nullable Number number, Class<?> type) {
        Number value = number == null ? 0 : number;
        return switch (type.getSimpleName()) {
            case "OptionalInt" -> OptionalInt.of(value.intValue());
            case "OptionalDouble" -> OptionalDouble.of(value.doubleValue());
            case "String" -> value.toString();
            default -> value;
        };
    }

    private static Object primitive(@Nullable Object plain, Class<?> type) {
        Number number = plain instanceof Number given ? given : 0;
        return switch (type.getName()) {
            case "int" -> number.intValue();
            case "long" -> number.longValue();
            case "double" -> number.doubleValue();
            default -> Boolean.TRUE.equals(plain);
        };
    }
}
