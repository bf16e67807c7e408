package jp.quickcare.server.offer;

import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.release.StartMode;

/**
 * What the administrator wants the PCs on a channel to run.
 *
 * @param app which application
 * @param channel which channel
 * @param version empty: the newest imported one, or with {@code refused} the one offered now
 * @param mode what to do about an old release
 * @param message by language; shown in the dialog
 * @param newInstalls empty: as offered now, else yes
 * @param allTheSame whether a release that PCs with the one offered now may not take is offered nevertheless
 */
public record OfferRequest(
        String app,
        String channel,
        Optional<String> version,
        StartMode mode,
        Map<String, String> message,
        Optional<Boolean> newInstalls,
        boolean allTheSame) {
    /** One that is refused where PCs with what is offered now could not follow it. */
    public OfferRequest(
            String app,
            String channel,
            Optional<String> version,
            StartMode mode,
            Map<String, String> message,
            Optional<Boolean> newInstalls) {
        this(app, channel, version, mode, message, newInstalls, false);
    }
}
