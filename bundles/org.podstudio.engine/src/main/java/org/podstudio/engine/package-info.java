/**
 * Runs recipes on media: {@link org.podstudio.engine.Engines} opens the {@link org.podstudio.engine.Engine} of a project, which plans, accepts,
 * runs and remembers jobs. Plan, show, perform: a plan has no side effect, and what was planned is what runs.
 * <p>
 * Today one process has a project open; these are the seams for many. Who runs a job is decided by {@code Jobs.move} of the store alone, a
 * compare-and-set on the job's row that exactly one of all callers wins; where its files come from and go to is decided by
 * {@link org.podstudio.api.project.ProjectFolder} and the job's {@code Assignment}, so that another machine needs the same store and a folder
 * of its own that has the inputs.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
@Version("1.0.0")
package org.podstudio.engine;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
