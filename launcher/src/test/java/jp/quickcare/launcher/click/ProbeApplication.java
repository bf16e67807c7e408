package jp.quickcare.launcher.click;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jp.quickcare.bootstrap.ApplicationLink;
import org.jspecify.annotations.Nullable;

/** The application that the tests start: writes down what it sees, then does what its arguments say. */
public final class ProbeApplication {
    private ProbeApplication() {}

    /** The first argument is the file it writes to; each further one is an order. */
    public static void main(String[] arguments) throws Exception {
        long first = System.currentTimeMillis();
        Path report = Path.of(arguments[0]);
        say(report, "first=" + first);
        say(report, "jvm=" + ProcessHandle.current().pid());
        say(report, "loader=" + (ProbeApplication.class.getClassLoader() == ClassLoader.getSystemClassLoader()));
        say(
                report,
                "context=" + (Thread.currentThread().getContextClassLoader() == ClassLoader.getSystemClassLoader()));
        say(report, "thread=" + Thread.currentThread().getName());
        say(report, "option=" + System.getProperty("probe.option", ""));
        say(report, "release=" + System.getProperty("probe.release", ""));
        say(report, "arguments=" + Arrays.asList(arguments).subList(1, arguments.length));
        ApplicationLink link = ApplicationLink.current().orElse(null);
        say(report, "link=" + (link != null));
        for (int i = 1; i < arguments.length; i++) {
            obey(report, arguments[i], link);
        }
        say(report, "end");
    }

    private static void obey(Path report, String order, @Nullable ApplicationLink link) throws Exception {
        if (order.startsWith("exit=")) {
            System.exit(Integer.parseInt(order.substring(5)));
        } else if (order.startsWith("fail-in=")
                && System.getProperty("probe.release", "").equals(order.substring(8))) {
            System.exit(3);
        } else if (order.startsWith("hang-in=")
                && System.getProperty("probe.release", "").equals(order.substring(8))) {
            new CountDownLatch(1).await();
        } else if (order.equals("throw")) {
            throw new IllegalStateException("as ordered");
        } else if (link == null) {
            return;
        } else if (order.equals("well")) {
            link.reportWell();
        } else if (order.equals("notice")) {
            CountDownLatch heard = new CountDownLatch(1);
            link.onNotice(notice -> {
                try {
                    say(report, "notice=" + notice.version() + "/" + notice.message());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                heard.countDown();
            });
            say(report, "heard=" + heard.await(120, TimeUnit.SECONDS));
        } else if (order.equals("update-once") && !Files.readString(report).contains("updating")) {
            say(report, "updating");
            link.updateAndRestart();
        }
    }

    private static synchronized void say(Path report, String line) throws java.io.IOException {
        Files.writeString(
                report, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
