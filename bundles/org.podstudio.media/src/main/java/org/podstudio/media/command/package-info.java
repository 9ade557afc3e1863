/**
 * What ffmpeg is asked to do, as values: inputs that may read themselves alone, filters whose values need no escaping by
 * who makes them, streams with the options of their encoder, outputs. A {@link org.podstudio.media.command.Command} that could
 * not be meant is refused when it is made. {@link org.podstudio.media.Ffmpeg} runs it.
 * What goes together is data: {@link org.podstudio.media.command.Formats}.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
@Version("1.0.0")
package org.podstudio.media.command;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
