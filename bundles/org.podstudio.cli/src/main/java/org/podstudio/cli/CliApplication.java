package org.podstudio.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.podstudio.cli.context.Interruption;
import org.podstudio.cli.context.Surroundings;

/** The command line as an Eclipse application, {@code org.podstudio.cli.app}. Its answer is the exit code of the process. */
public final class CliApplication implements IApplication {

    private static final long GRACE_SECONDS = 8;

    private final Interruption interruption = new Interruption();
    private final CountDownLatch finished = new CountDownLatch(1);

    @Override
    public Object start(@Nullable IApplicationContext context) {
        // A signal ends the virtual machine with 128 + its number by itself, once this hook is through: children are dead by then.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "podstudio-interrupt"));
        String[] args = (String[]) Objects.requireNonNull(context).getArguments()
                .get(IApplicationContext.APPLICATION_ARGS);
        try (PrintStream out = stream(FileDescriptor.out); PrintStream err = stream(FileDescriptor.err)) {
            Surroundings surroundings = new Surroundings(out, err, Path.of("").toAbsolutePath(), System.getenv(),
                    Terminal::present, Terminal::columns);
            Bundle bundle = Objects.requireNonNull(FrameworkUtil.getBundle(CliApplication.class));
            return new Cli(new OsgiStudio(bundle, interruption, err::println), surroundings, interruption)
                    .run(args == null ? new String[0] : args);
        } finally {
            finished.countDown();
        }
    }

    @Override
    public void stop() {
        if (finished.getCount() == 0) {
            return;
        }
        interruption.fire();
        try {
            finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
