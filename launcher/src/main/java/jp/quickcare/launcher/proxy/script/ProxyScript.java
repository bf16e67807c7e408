package jp.quickcare.launcher.proxy.script;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptableObject;

/**
 * A proxy script (PAC), which says for each address which way leads there (SPEC A36). It can ask for names and the time
 * and nothing else: no class of Java can be seen from it, and it is left alone when it takes too long. Thread-safe.
 */
public final class ProxyScript {
    private static final String ENTRY = "FindProxyForURL";
    private static final int INSTRUCTIONS = 10_000;
    private static final int DEEPEST = 500;

    private final String text;
    private final Clock clock;
    private final Duration patience;

    /**
     * One way of those that a script names, in its order.
     *
     * @param proxy host and port; empty for no proxy at all
     */
    public record Way(Optional<String> proxy) {}

    /**
     * A script.
     *
     * @param text of it
     * @param patience for one answer, names and all
     */
    public ProxyScript(String text, Clock clock, Duration patience) {
        this.text = text;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Which ways lead to a server; what we cannot use (SOCKS, proxies that speak TLS) is left out.
     *
     * @throws IOException it is no script, fails, or takes too long
     */
    public List<Way> ways(URI server) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        FutureTask<String> task = new FutureTask<>(() -> run(server, deadline));
        Thread thread = new Thread(task, "proxy-script");
        thread.setDaemon(true);
        thread.start();
        try {
            return ways(task.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException("the proxy script takes more than " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException("the proxy script fails: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String run(URI server, long deadline) throws IOException {
        Context context = new Bounded(deadline).enterContext();
        try {
            ScriptableObject scope = context.initSafeStandardObjects();
            new ScriptFunctions(clock).define(scope);
            context.evaluateString(scope, text, "proxy script", 1, null);
            if (!(ScriptableObject.getProperty(scope, ENTRY) instanceof Function entry)) {
                throw new IOException("it has no " + ENTRY);
            }
            // Only what decides the way is told: no path, no query, no credentials.
            String address = server.getScheme() + "://" + server.getHost()
                    + (server.getPort() < 0 ? "" : ":" + server.getPort()) + "/";
            Object answer = entry.call(context, scope, scope, new Object[] {address, server.getHost()});
            return answer == null ? "" : Context.toString(answer);
        } catch (RhinoException | StackOverflowError e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } finally {
            Context.exit();
        }
    }

    private static List<Way> ways(String answer) {
        List<Way> ways = new ArrayList<>();
        for (String part : answer.split(";", -1)) {
            String[] words = part.strip().split("\\s+", 2);
            if (words[0].equalsIgnoreCase("DIRECT")) {
                ways.add(new Way(Optional.empty()));
            } else if (words.length == 2 && (words[0].equalsIgnoreCase("PROXY") || words[0].equalsIgnoreCase("HTTP"))) {
                ways.add(new Way(Optional.of(words[1].strip())));
            }
        }
        return List.copyOf(ways);
    }

    /** Interpreted, blind to Java, and stopped at the deadline. */
    private static final class Bounded extends ContextFactory {
        private final long deadline;

        Bounded(long deadline) {
            this.deadline = deadline;
        }

        @Override
        protected Context makeContext() {
            Context context = super.makeContext();
            context.setInterpretedMode(true);
            context.setLanguageVersion(Context.VERSION_ES6);
            context.setInstructionObserverThreshold(INSTRUCTIONS);
            context.setMaximumInterpreterStackDepth(DEEPEST);
            context.setClassShutter(name -> false);
            return context;
        }

        @Override
        protected void observeInstructionCount(Context context, int count) {
            if (System.nanoTime() > deadline) {
                // No script can catch an error.
                throw new StackOverflowError("it takes too long");
            }
        }
    }
}
