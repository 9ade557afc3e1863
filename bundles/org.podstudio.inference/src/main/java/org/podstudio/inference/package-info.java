/**
 * Runs neural networks: {@link org.podstudio.inference.Sessions} keeps them warm, {@link org.podstudio.inference.Session} asks one,
 * {@link org.podstudio.inference.Tiling} cuts large pictures into tiles and joins the answers without seams. Uses no network.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
@Version("1.0.0")
package org.podstudio.inference;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
