package org.podstudio.store;

/**
 * The open database of one project. For any thread; every call is one short transaction of its own. Obtained from
 * {@link Stores}, closed by whoever obtained it.
 */
public interface Store extends AutoCloseable {

    /** What the project holds. */
    Assets assets();

    /** What was asked to be done. */
    Jobs jobs();

    /** What of it failed and needs somebody's care. */
    Failures failures();

    /** What is sold. */
    Packs packs();

    /** What is remembered of the project itself. */
    Settings settings();

    /** What earlier work taught. */
    Lessons lessons();

    /**
     * Gives this use back; the last one closes the database, so that another process can open it at once. Closing
     * twice does nothing.
     */
    @Override
    void close();
}
