package org.podstudio.api.project;

/**
 * Hears that a project's database was found damaged and was rebuilt, so that it can tell the user. Whoever is registered as a service of
 * this type is told, in the thread that opened the project, before that has it open: be quick, and do not open it yourself.
 */
@FunctionalInterface
public interface RebuildListener {

    /** It is rebuilt and about to be opened. */
    void rebuilt(RebuildReport report);
}
