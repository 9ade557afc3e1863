package org.podstudio.store.internal;

import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/**
 * Times as nanoseconds since 1970 UTC: exact, and no time zone of the machine can move them as it moves SQL time
 * stamps. Until 2262.
 */
@Converter(autoApply = true)
@NonNullByDefault({})
public class InstantNanos implements AttributeConverter<Instant, Long> {

    private static final long SECOND = 1_000_000_000;

    @Override
    public @Nullable Long convertToDatabaseColumn(@Nullable Instant time) {
        return time == null ? null : Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable Long nanos) {
        return nanos == null ? null : Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }
}
