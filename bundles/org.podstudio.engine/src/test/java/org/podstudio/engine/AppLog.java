package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.rolling.RollingFileAppender;

/** The program's log as the product writes it, by the file that is shipped, into a folder of a test. */
final class AppLog implements AutoCloseable {

    static final Path SHIPPED = Path.of("../../features/org.podstudio.launch.feature/rootfiles/common/logback.xml");

    private final Path folder;
    private final LoggerContext context;

    /** @param context given back empty */
    AppLog(Path folder, LoggerContext context) throws JoranException {
        this.folder = folder;
        this.context = context;
        configure();
    }

    /** What everybody logs in this process goes there until it is closed. */
    static AppLog ofAll(Path folder) throws JoranException {
        return new AppLog(folder, (LoggerContext) LoggerFactory.getILoggerFactory());
    }

    RollingFileAppender<ILoggingEvent> appender() {
        return (RollingFileAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("FILE");
    }

    List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("app.log"));
    }

    List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** As when the program is started again. */
    void configure() throws JoranException {
        context.reset();
        context.putProperty("podstudio.logs", folder.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(SHIPPED.toFile());
    }

    @Override
    public void close() {
        context.reset();
    }
}
