package org.podstudio.store.internal;

import java.util.UUID;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** UUIDs as 36 characters: EclipseLink alone would write bytes on Derby and fail on PostgreSQL. */
@Converter(autoApply = true)
@NonNullByDefault({})
public class UuidText implements AttributeConverter<UUID, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    @Override
    public @Nullable UUID convertToEntityAttribute(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
