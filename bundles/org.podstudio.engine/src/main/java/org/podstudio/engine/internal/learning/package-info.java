/** What earlier runs teach about later ones: their needs, how long they take, when they stand still. Knows neither queue nor job. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.engine.internal.learning;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
