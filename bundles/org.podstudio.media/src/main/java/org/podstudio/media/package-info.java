/**
 * Moving pictures and sound by the bundled ffmpeg, always as a child process: a crash, a hang or a hostile file ends
 * the child and not the program. Knows nothing of projects or jobs beyond {@link org.podstudio.api.Run}.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
@Version("1.0.0")
package org.podstudio.media;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
