/**
 * Runs recipes on media: {@link org.podstudio.engine.Engines} opens the {@link org.podstudio.engine.Engine} of a project, which plans, accepts,
 * runs and remembers jobs. Plan, show, perform: a plan has no side effect, and what was planned is what runs.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
@Version("1.0.0")
package org.podstudio.engine;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
