/**
 * The catalogue of neural networks: {@link org.podstudio.models.Card cards} say what a model does, under which licence, how it is fed, and
 * where it comes from; the {@link org.podstudio.models.Catalogue} fetches, verifies, keeps and removes their files.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
@Version("1.0.0")
package org.podstudio.models;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
