package org.podstudio.imaging;

import org.podstudio.api.CanceledException;
import org.podstudio.api.QuietRun;

/** Work for a child process on behalf of somebody who is asked several times a second whether to go on. */
final class Asked extends QuietRun {

    private static final long ASK_MILLIS = 200;

    private final Runnable check;
    private final long childBytes;

    /** @param childBytes of memory that the child may take */
    Asked(Runnable check, long childBytes) {
        this.check = check;
        this.childBytes = childBytes;
    }

    @Override
    public void checkCanceled() {
        check.run();
    }

    @Override
    public Registration onCancel(Runnable action) {
        Thread asker = Thread.ofVirtual().start(() -> ask(action));
        return () -> close(asker);
    }

    private void ask(Runnable action) {
        try {
            while (true) {
                Thread.sleep(ASK_MILLIS);
                check.run();
            }
        } catch (CanceledException e) {
            action.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Thread asker) {
        asker.interrupt();
        try {
            if (!asker.equals(Thread.currentThread())) {
                asker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long childMemory() {
        return childBytes;
    }
}
