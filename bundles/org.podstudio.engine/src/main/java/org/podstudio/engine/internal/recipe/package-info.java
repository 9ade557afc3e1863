/** What a step of a recipe means on this machine: its processor, parameters and models, and the identity of the work. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.engine.internal.recipe;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
