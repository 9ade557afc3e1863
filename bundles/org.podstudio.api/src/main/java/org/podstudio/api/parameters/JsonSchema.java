package org.podstudio.api.parameters;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Schema (draft 2020-12) of a {@link ParameterSet}, as a tree of maps for any JSON writer. */
public final class JsonSchema {

    private JsonSchema() {
    }

    /**
     * @param title what the schema is of
     * @return an object schema that refuses properties it does not name
     */
    public static Map<String, Object> of(String title, ParameterSet<?> set) {
        Map<String, Object> properties = new LinkedHashMap<>();
        set.parameters().forEach(p -> properties.put(p.name(), property(p)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> property(Parameter parameter) {
        Map<String, Object> property = new LinkedHashMap<>();
        switch (parameter) {
            case Parameter.WholeNumber p -> number(property, "integer", p.min(), p.max(), p.unit());
            case Parameter.Decimal p -> number(property, "number", p.min(), p.max(), p.unit());
            case Parameter.Flag p -> property.put("type", "boolean");
            case Parameter.Text p -> {
                property.put("type", "string");
                property.put("pattern", "^(?:" + p.pattern() + ")$");
            }
            case Parameter.Choice p -> {
                property.put("type", "string");
                property.put("enum", p.values());
            }
            case Parameter.Model p -> {
                property.put("type", "string");
                property.put("x-model-task", p.task());
            }
        }
        parameter.fallback().ifPresent(v -> property.put("default", v));
        return property;
    }

    private static void number(Map<String, Object> property, String type, Number min, Number max, String unit) {
        property.put("type", type);
        property.put("minimum", min);
        property.put("maximum", max);
        if (!unit.isEmpty()) {
            property.put("x-unit", unit);
        }
    }
}
