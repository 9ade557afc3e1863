/** The plain ZIP: a deterministic archive, and the proof that it holds every byte of the folder. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.exporters.zip;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
