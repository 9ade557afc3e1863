package org.podstudio.engine.internal.admission;

import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.jdt.annotation.Nullable;

/** The one GPU of the machine: jobs that use it run one after the other, whichever project they belong to. */
public enum GpuRule implements ISchedulingRule {
    /** The only one. */
    GPU;

    @Override
    public boolean contains(@Nullable ISchedulingRule rule) {
        return rule == this;
    }

    @Override
    public boolean isConflicting(@Nullable ISchedulingRule rule) {
        return rule == this;
    }
}
