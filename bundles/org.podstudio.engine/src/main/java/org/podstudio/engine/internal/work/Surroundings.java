package org.podstudio.engine.internal.work;

import java.time.Clock;
import java.time.Duration;

import org.podstudio.api.project.ProjectFolder;
import org.podstudio.engine.internal.learning.Experience;
import org.podstudio.engine.internal.recipe.Models;
import org.podstudio.engine.internal.recipe.StepResolver;
import org.podstudio.engine.internal.retry.Backoff;
import org.podstudio.store.Assets;

/**
 * What all jobs of a project work with.
 *
 * @param moment what takes no longer is not stored as begun
 * @param repeats for how long asking for the same again is taken for a repetition
 * @param backoff when a failed attempt is followed by another
 * @param temporaries where folders outside of the project are written down
 * @param clock for what is stored and named; never for measuring
 * @param experience what earlier runs taught
 */
public record Surroundings(ProjectFolder folder, Assets assets, StepResolver steps, Models models, Examiner examiner,
        Temporaries temporaries, Clock clock, Backoff backoff, Duration moment, Duration repeats,
        Experience experience) {

    /** What was made before. */
    public ResultCache cache() {
        return new ResultCache(folder, assets, examiner);
    }
}
