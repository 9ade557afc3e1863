/**
 * Typed parameters, read from one record: the form, the command line, the JSON schema, the validation and the docs are each one
 * exhaustive {@code switch} over {@link org.podstudio.api.parameters.Parameter}. Does not know processors.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
@Version("1.0.0")
package org.podstudio.api.parameters;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
