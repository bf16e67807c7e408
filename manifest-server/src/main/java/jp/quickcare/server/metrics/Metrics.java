package jp.quickcare.server.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Counts and times since the server began, as Prometheus reads them. Names begin with {@code quickcare_}, times are in
 * seconds, sizes in bytes; nothing in them tells of a person or a PC. Thread-safe.
 */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final ConcurrentHashMap<String, Timer> requests = new ConcurrentHashMap<>();

    /** Begins to measure, with what every JVM has to tell. */
    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    /**
     * Tells a number that goes up and down, asked for whenever somebody looks.
     *
     * @param name without the prefix, with dots between its words
     * @param what one sentence for whoever reads it
     * @param value asked on the looker's thread; returns at once
     */
    public void gauge(String name, String what, Supplier<Number> value) {
        Gauge.builder("quickcare." + name, value).description(what).register(registry);
    }

    /**
     * Counts one answer.
     *
     * @param area the part of the names it was of
     * @param status of HTTP
     */
    void answered(String area, int status, long nanos) {
        String result = status / 100 + "xx";
        requests.computeIfAbsent(area + " " + result, key -> timer(area, result))
                .record(Duration.ofNanos(nanos));
    }

    private Timer timer(String area, String result) {
        return Timer.builder("quickcare.http.requests")
                .description("Answers, and how long each took from its request to its last byte.")
                .tag("area", area)
                .tag("status", result)
                .register(registry);
    }

    /** Time as the measurements take it, in nanoseconds. */
    long nanos() {
        return Clock.SYSTEM.monotonicTime();
    }

    /** All of it, in Prometheus' text form 0.0.4. */
    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
