package org.podstudio.store.internal;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSetter.Value;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Lists, maps and nested records as one text column. Whole numbers come back as longs, the type that parameters
 * have.
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // a list that a record has now and had not when the text was written
            .withConfigOverride(List.class, lists -> lists.setSetterInfo(Value.forValueNulls(Nulls.AS_EMPTY))).build();

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private Json() {
    }

    /** As JSON. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not plain values: " + value, e);
        }
    }

    /** A value of a type that Jackson knows how to make. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is broken: " + json, e);
        }
    }

    /** A map of texts. */
    public static Map<String, String> readTexts(String json) {
        try {
            return MAPPER.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is broken: " + json, e);
        }
    }
}
