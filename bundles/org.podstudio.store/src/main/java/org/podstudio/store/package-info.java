/**
 * What a project remembers: {@link org.podstudio.store.Assets}, {@link org.podstudio.store.Jobs} and
 * {@link org.podstudio.store.Packs} in the embedded database of its folder. Records go in and come out; what returned
 * without an exception is on disk.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
@Version("1.0.0")
package org.podstudio.store;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
