package jp.quickcare.launcher.fetch;

import java.time.Duration;

/** Limits that a test does not have to wait for. */
final class QuickLimits {
    static final DownloadLimits LIMITS = new DownloadLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            2_000,
            Duration.ofMillis(1_200),
            Duration.ofMillis(1_200),
            4,
            2);

    private QuickLimits() {}
}
