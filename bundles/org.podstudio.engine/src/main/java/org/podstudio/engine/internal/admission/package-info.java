/** Who runs next: a waiting line by priority, and a budget of what the machine has. Knows neither recipes nor the store. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.engine.internal.admission;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
