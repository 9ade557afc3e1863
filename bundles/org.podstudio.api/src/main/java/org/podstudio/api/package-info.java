/**
 * What a plug-in writes and sees: {@link org.podstudio.api.Processor}, {@link org.podstudio.api.Exporter} and the values
 * that pass between them and the engine. Knows nothing of Eclipse, JPA, SWT or HTTP.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
@Version("1.0.0")
package org.podstudio.api;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
