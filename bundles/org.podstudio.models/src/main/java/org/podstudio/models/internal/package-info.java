/** How cards are found, files fetched, unpacked and converted. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.models.internal;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
