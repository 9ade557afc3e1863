package org.podstudio.api.parameters;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.eclipse.jdt.annotation.Nullable;

/** One component of a parameter record: its description, and the way between its Java type and loosely typed values. */
record Component(RecordComponent source, Parameter parameter) {

    static Component of(RecordComponent source, Record defaults) {
        Object fallback = invoke(source, defaults);
        return new Component(source, describe(source, loosen(fallback)));
    }

    Object value(Record record) {
        return invoke(source, record);
    }

    Optional<Object> write(Record record) {
        return loosen(value(record));
    }

    /** From a loosely typed value to what the record's constructor takes. */
    Object read(@Nullable Object raw) {
        if (raw == null || optional(source.getType()) && raw.toString().isBlank()) {
            return empty();
        }
        Object value = Values.check(parameter, raw);
        Class<?> type = source.getType();
        return switch (value) {
            case Long n when type == int.class -> Math.toIntExact(n);
            case Long n when type == OptionalInt.class -> OptionalInt.of(Math.toIntExact(n));
            case Double d when type == OptionalDouble.class -> OptionalDouble.of(d);
            case String s when type.isEnum() -> constant(type, s);
            default -> value;
        };
    }

    private Object empty() {
        if (source.getType() == OptionalInt.class) {
            return OptionalInt.empty();
        }
        if (source.getType() == OptionalDouble.class) {
            return OptionalDouble.empty();
        }
        throw Values.malformed(parameter, "nothing", "a value");
    }

    private static Parameter describe(RecordComponent c, Optional<Object> fallback) {
        String name = c.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        Class<?> type = c.getType();
        if (type == boolean.class) {
            return new Parameter.Flag(name, fallback);
        }
        if (type.isEnum()) {
            return new Parameter.Choice(name, fallback,
                    Arrays.stream(type.getEnumConstants()).map(Component::word).toList());
        }
        if (List.of(int.class, long.class, OptionalInt.class).contains(type)) {
            Range range = annotation(c, Range.class);
            return new Parameter.WholeNumber(name, fallback, (long) range.min(), (long) range.max(), unit(c));
        }
        if (List.of(double.class, OptionalDouble.class).contains(type)) {
            Range range = annotation(c, Range.class);
            return new Parameter.Decimal(name, fallback, range.min(), range.max(), unit(c));
        }
        return describeText(c, name, fallback);
    }

    private static Parameter describeText(RecordComponent c, String name, Optional<Object> fallback) {
        if (c.getType() != String.class) {
            throw new IllegalArgumentException(
                    "parameter " + name + " has a type that cannot be described: " + c.getType().getName());
        }
        if (c.isAnnotationPresent(ModelTask.class)) {
            ModelTask model = annotation(c, ModelTask.class);
            return new Parameter.Model(name, fallback, model.value(), model.late());
        }
        Pattern pattern = annotation(c, Pattern.class);
        return new Parameter.Text(name, fallback, pattern.value(), pattern.hint());
    }

    private static Optional<Object> loosen(Object value) {
        return switch (value) {
            case Integer n -> Optional.of((long) n);
            case OptionalInt n -> n.isPresent() ? Optional.of((long) n.getAsInt()) : Optional.empty();
            case OptionalDouble d -> d.isPresent() ? Optional.of(d.getAsDouble()) : Optional.empty();
            case Enum<?> e -> Optional.of(word(e));
            default -> Optional.of(value);
        };
    }

    private static boolean optional(Class<?> type) {
        return type == OptionalInt.class || type == OptionalDouble.class;
    }

    private static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private static Object constant(Class<?> type, String word) {
        return Objects.requireNonNull(
                Arrays.stream(type.getEnumConstants()).filter(c -> word(c).equals(word)).findFirst().get());
    }

    private static String unit(RecordComponent c) {
        return c.isAnnotationPresent(Unit.class) ? annotation(c, Unit.class).value() : "";
    }

    private static <A extends Annotation> A annotation(RecordComponent c, Class<A> type) {
        A found = c.getAnnotation(type);
        if (found == null) {
            throw new IllegalArgumentException("parameter " + c.getName() + " lacks @" + type.getSimpleName());
        }
        return found;
    }

    private static Object invoke(RecordComponent c, Record record) {
        try {
            Method accessor = c.getAccessor();
            accessor.setAccessible(true);
            return Objects.requireNonNull(accessor.invoke(record));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read parameter " + c.getName(), e);
        }
    }
}
