package org.podstudio.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.eclipse.jdt.annotation.Nullable;

/** Stands at {@link Rig#NOW}, and does something whenever it is asked. */
final class ClockAt extends Clock {

    private final Runnable asked;

    /** @param asked called by whoever asks for the time; what it throws, the clock throws */
    ClockAt(Runnable asked) {
        this.asked = asked;
    }

    @Override
    public Instant instant() {
        asked.run();
        return Rig.NOW;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(@Nullable ZoneId zone) {
        return this;
    }
}
