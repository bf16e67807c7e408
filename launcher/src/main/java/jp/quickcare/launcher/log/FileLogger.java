package jp.quickcare.launcher.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import jp.quickcare.manifest.text.Visible;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes what matters to support, of level INFO and above, to the log that is open. */
final class FileLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final String shortName;

    FileLogger(String name) {
        this.name = name;
        this.shortName = name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return Logs.isOpen();
    }

    @Override
    public boolean isWarnEnabled() {
        return Logs.isOpen();
    }

    @Override
    public boolean isErrorEnabled() {
        return Logs.isOpen();
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return name;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        if (!Logs.isOpen()) {
            return;
        }
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.print(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        out.print(' ');
        out.print(level);
        out.print(' ');
        out.print(shortName);
        out.print(" - ");
        out.println(MessageFormatter.basicArrayFormat(message, arguments));
        if (failure != null) {
            failure.printStackTrace(out);
        }
        out.flush();
        // Somebody will look at it on a terminal.
        Logs.append(Visible.of(text.toString().replace("\r\n", "\n")));
    }
}
