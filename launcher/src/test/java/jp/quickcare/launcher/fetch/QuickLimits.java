package jp.quickcare.launcher.fetch;

import java.time.Duration;

/** Limits that a test does not have to wait for; what they measure is a server, not a Java that comes up. */
final class QuickLimits {
    static final DownloadLimits LIMITS = new DownloadLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            2_000,
            Duration.ofMillis(1_200),
            Duration.ofMillis(1_200),
            4,
            2);

    static {
        WarmJava.transfers();
    }

    private QuickLimits() {}
}
