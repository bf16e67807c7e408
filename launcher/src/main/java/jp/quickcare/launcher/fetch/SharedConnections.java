package jp.quickcare.launcher.fetch;

import java.util.HashMap;
import java.util.Map;

/**
 * The connections of this process: whoever comes while another has some uses the same ones. A new one costs a round
 * trip, with TLS two or three; an update asks for metadata, a place and files, and tells how it goes. Thread-safe.
 */
final class SharedConnections {
    private static final Map<DownloadLimits, SharedConnections> OPEN = new HashMap<>();

    private final DownloadLimits limits;
    private final Connections connections;
    private int users;

    private SharedConnections(DownloadLimits limits) {
        this.limits = limits;
        this.connections = new Connections(limits);
    }

    /** Joins those who are there; what they have is closed when the last one has closed his. */
    static Connections open(DownloadLimits limits) {
        synchronized (OPEN) {
            SharedConnections shared = OPEN.computeIfAbsent(limits, SharedConnections::new);
            shared.users++;
            shared.connections.closeIdle();
            return new Connections(shared.connections, shared::leave);
        }
    }

    private void leave() {
        synchronized (OPEN) {
            users--;
            if (users > 0) {
                return;
            }
            OPEN.remove(limits);
        }
        connections.close();
    }
}
