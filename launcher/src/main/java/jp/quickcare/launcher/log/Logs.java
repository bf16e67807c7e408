package jp.quickcare.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.launcher.home.Home;
import org.slf4j.LoggerFactory;

/** Sends the log to {@code state/log/launcher.log}: at most five files of 2 MB. Until then it goes nowhere. */
public final class Logs {
    private static final String FILE_NAME = "launcher.log";
    private static final long MAX_BYTES = 2_000_000;
    private static final int OLD_FILES = 4;

    private Logs() {}

    /** Opens the log of an installation; nothing happens when it is open already or the home has no state yet. */
    public static synchronized void open(Home home) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context) || !Files.isDirectory(home.state())) {
            return;
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender(FILE_NAME) != null) {
            return;
        }
        root.detachAndStopAllAppenders();
        root.setLevel(Level.INFO);
        root.addAppender(appender(context, home.logs()));
    }

    /** Closes the log, so that its folder can be removed. */
    public static synchronized void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
        }
    }

    private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path folder) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern("%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", UTC} %-5level %logger{0} - %msg%n");
        encoder.start();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(FILE_NAME);
        appender.setFile(folder.resolve(FILE_NAME).toString());
        appender.setEncoder(encoder);
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(folder.resolve("launcher.%i.log").toString());
        rolling.setMaxIndex(OLD_FILES);
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(MAX_BYTES));
        size.start();
        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }
}
