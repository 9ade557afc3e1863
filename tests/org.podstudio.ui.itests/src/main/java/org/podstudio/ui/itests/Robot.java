package org.podstudio.ui.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;

/**
 * Finds controls in the living tree and works them with events of the window system. Called from any thread but the
 * display's.
 */
final class Robot {

    private static final long PATIENCE_MS = 20_000;
    private static final int STEP_MS = 80;
    private static final int REST_MS = 640;

    private final Display display;

    Robot(Display display) {
        this.display = display;
    }

    /** What a question to the window is answered with, in its own thread. */
    <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        display.asyncExec(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the window does not answer", e);
        }
    }

    void run(Runnable action) {
        ask(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    /** The first control of a type with an id; waits until there is one. */
    <C extends Control> C find(Class<C> type, String id) {
        until(type.getSimpleName() + " " + id, () -> search(type, c -> id.equals(c.getData("id"))).isPresent());
        return ask(() -> search(type, c -> id.equals(c.getData("id"))).orElseThrow());
    }

    /** Any control of a type that is as wished; call it in {@link #ask}. */
    <C extends Control> Optional<C> search(Class<C> type, Predicate<C> wish) {
        List<C> found = new ArrayList<>();
        for (Shell shell : display.getShells()) {
            walk(shell, c -> {
                if (type.isInstance(c) && c.isVisible() && wish.test(type.cast(c))) {
                    found.add(type.cast(c));
                }
            });
        }
        return found.stream().findFirst();
    }

    /** Waits for something to become true in the window. */
    void until(String what, Supplier<Boolean> condition) {
        CompletableFuture<Boolean> seen = seen(condition);
        try {
            seen.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            seen.cancel(false);
            throw new AssertionError("never seen: " + what + "\n" + ask(this::tree), e);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("nobody can tell: " + what, e);
        }
    }

    /** Done when something is true in the window; cancel it if nobody waits for it any more. */
    CompletableFuture<Boolean> seen(Supplier<Boolean> condition) {
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        display.asyncExec(() -> watch(condition, seen));
        return seen;
    }

    /** Looks, in the thread of the window, and has the window's own clock bring it back until it has seen it. */
    private void watch(Supplier<Boolean> condition, CompletableFuture<Boolean> seen) {
        try {
            if (seen.isDone() || condition.get()) {
                seen.complete(true);
            } else {
                display.timerExec(STEP_MS, () -> watch(condition, seen));
            }
        } catch (RuntimeException e) {
            seen.completeExceptionally(e);
        }
    }

    /** Lets the window system finish its own little animations before a picture is taken. */
    void rest() {
        pass(REST_MS);
    }

    /** A click in the middle of a control. */
    void click(Control control) {
        click(control, ask(() -> {
            Point size = control.getSize();
            return new Rectangle(0, 0, size.x, size.y);
        }));
    }

    /**
     * A click in the middle of a part of a control. The pointer really moves there; the press is given to the control
     * itself, because under GTK a posted one arrives with the coordinates 0, 0, which a drawn control can make nothing
     * of.
     */
    void click(Control control, Rectangle part) {
        Point middle = new Point(part.x + part.width / 2, part.y + part.height / 2);
        Point at = ask(() -> control.toDisplay(middle));
        post(SWT.MouseMove, e -> {
            e.x = at.x;
            e.y = at.y;
        });
        press(control, SWT.MouseDown, middle);
        press(control, SWT.MouseUp, middle);
    }

    /** Takes one part of a control with the mouse and puts it down on another point. */
    void drag(Control control, Rectangle part, Point to) {
        press(control, SWT.MouseDown, new Point(part.x + part.width / 2, part.y + part.height / 2));
        press(control, SWT.MouseMove, new Point(to.x, to.y - 1));
        press(control, SWT.MouseMove, to);
        press(control, SWT.MouseUp, to);
    }

    /** A key, with such as are held down meanwhile. */
    void key(Control control, int code, int held) {
        run(() -> {
            Event event = new Event();
            event.keyCode = code;
            event.character = code < 128 ? (char) code : 0;
            event.stateMask = held;
            control.notifyListeners(SWT.KeyDown, event);
        });
    }

    private void press(Control control, int type, Point at) {
        run(() -> {
            Event event = new Event();
            event.button = 1;
            event.x = at.x;
            event.y = at.y;
            control.notifyListeners(type, event);
        });
    }

    /** What is on the screen where the window is. */
    void picture(Shell shell, Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        // no window manager keeps them above their window here
        run(() -> Arrays.stream(shell.getShells()).filter(Shell::isVisible).forEach(s -> s.moveAbove(null)));
        rest();
        run(() -> {
            Rectangle bounds = shell.getBounds().intersection(display.getBounds());
            GC gc = new GC(display);
            Image image = new Image(display, bounds.width, bounds.height);
            gc.copyArea(image, bounds.x, bounds.y);
            gc.dispose();
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[]{image.getImageData()};
            loader.save(file.toString(), SWT.IMAGE_PNG);
            image.dispose();
        });
    }

    private void post(int type, Consumer<Event> details) {
        boolean sent = ask(() -> {
            Event event = new Event();
            event.type = type;
            details.accept(event);
            return display.post(event);
        });
        if (!sent) {
            throw new AssertionError("the window system refused event " + type);
        }
        pass(STEP_MS);
    }

    private static void walk(Control control, Consumer<Control> visitor) {
        visitor.accept(control);
        if (control instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                walk(child, visitor);
            }
        }
    }

    private String tree() {
        StringBuilder text = new StringBuilder();
        for (Shell shell : display.getShells()) {
            walk(shell, c -> text.append(c).append(' ').append(c.getData("id")).append('\n'));
        }
        return text.toString();
    }

    /** Until the window's own clock says that so much time went by, with everything drawn that was to be drawn in it. */
    private void pass(int milliseconds) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        display.asyncExec(() -> display.timerExec(milliseconds, () -> over.complete(true)));
        try {
            over.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the window's clock stands still", e);
        }
    }
}
