/** What is written beside the pixels of a picture file: reading it, choosing what stays, writing it without touching the pixels. */
@Version("1.0.0")
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.imaging.metadata;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
