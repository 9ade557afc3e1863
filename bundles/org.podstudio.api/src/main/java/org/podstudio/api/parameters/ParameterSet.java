package org.podstudio.api.parameters;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/**
 * The parameters that a record stands for: read from its components, their annotations and one instance that holds the defaults.
 * Immutable, for any thread.
 *
 * <p>Components may be {@code int}, {@code long}, {@code double} (each with {@link Range}), {@code boolean}, an {@code enum},
 * {@code String} (with {@link Pattern} or {@link ModelTask}), {@code OptionalInt} and {@code OptionalDouble} (with {@link Range}).
 *
 * @param <P> the record
 */
public final class ParameterSet<P extends Record> {

    /** The last one that was made of a class: a record is described once, however many jobs have its parameters. */
    private static final ClassValue<AtomicReference<@Nullable ParameterSet<?>>> KNOWN = new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable ParameterSet<?>> computeValue(@Nullable Class<?> type) {
            return new AtomicReference<>();
        }
    };

    private final P defaults;
    private final List<Component> components;
    private final List<Parameter> parameters;

    private ParameterSet(P defaults) {
        this.defaults = defaults;
        this.components = Arrays.stream(defaults.getClass().getRecordComponents()).map(c -> Component.of(c, defaults))
                .toList();
        this.parameters = components.stream().map(Component::parameter).toList();
    }

    /**
     * @param defaults the defaults, which are the description as well
     * @throws IllegalArgumentException when a component has an unknown type or lacks its annotation: a bug of the plug-in
     */
    @SuppressWarnings("unchecked")
    public static <P extends Record> ParameterSet<P> of(P defaults) {
        AtomicReference<@Nullable ParameterSet<?>> last = KNOWN.get(defaults.getClass());
        ParameterSet<?> known = last.get();
        if (known == null || !known.defaults.equals(defaults)) {
            known = new ParameterSet<>(defaults);
            last.set(known);
        }
        return (ParameterSet<P>) known;
    }

    /** In the order of the record's components. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The parameter of that name, written with underscores or hyphens. */
    public Optional<Parameter> find(String name) {
        return parameters.stream().filter(p -> p.name().equals(name.replace('-', '_'))).findFirst();
    }

    /** The defaults the set was made of. */
    public P defaults() {
        return defaults;
    }

    /**
     * Makes a record of loosely typed values: numbers, booleans and text as JSON, YAML or a command line give them. What is not named
     * keeps its default.
     *
     * @throws ProcessingException naming the parameter that is unknown, malformed or out of range
     */
    public P read(Map<String, ?> values) {
        Map<String, Object> given = new LinkedHashMap<>();
        values.forEach((name, value) -> given.put(name.replace('-', '_'), value));
        given.keySet().forEach(this::requireKnown);
        Object[] arguments = components.stream()
                .map(c -> given.containsKey(c.parameter().name())
                        ? c.read(given.get(c.parameter().name()))
                        : c.value(defaults))
                .toArray();
        return construct(arguments);
    }

    /** The values of a record by name, in the types of {@link Parameter#fallback()}; optional ones that are empty are left out. */
    public Map<String, Object> write(P record) {
        Map<String, Object> values = new LinkedHashMap<>();
        components.forEach(c -> c.write(record).ifPresent(v -> values.put(c.parameter().name(), v)));
        return values;
    }

    /** One line a value, sorted by name: the same record gives the same text on every machine. Part of the fingerprint. */
    public String canonical(P record) {
        return new TreeMap<>(write(record)).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private void requireKnown(String name) {
        if (find(name).isEmpty()) {
            String known = parameters().stream().map(Parameter::option).collect(Collectors.joining(", "));
            throw ProcessingException.parameter(name, "parameter.unknown", "There is no parameter '" + name + "'.",
                    known.isEmpty() ? "Leave it out: none is taken." : "Use one of: " + known + ".");
        }
    }

    private P construct(Object[] arguments) {
        try {
            return constructor().newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw refusal(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot construct " + defaults.getClass().getName(), e);
        }
    }

    private static RuntimeException refusal(Throwable cause) {
        return switch (cause) {
            case ProcessingException e -> e;
            case IllegalArgumentException e -> new ProcessingException(ErrorKind.CONFIGURATION, "parameter.invalid",
                    "The parameters do not go together: " + e.getMessage() + ".", "Change one of them.", e);
            case RuntimeException e -> e;
            default -> new IllegalStateException(cause);
        };
    }

    @SuppressWarnings("unchecked")
    private Constructor<P> constructor() throws NoSuchMethodException {
        Class<?>[] types = Arrays.stream(defaults.getClass().getRecordComponents()).map(RecordComponent::getType)
                .toArray(Class[]::new);
        Constructor<P> constructor = (Constructor<P>) defaults.getClass().getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }
}
