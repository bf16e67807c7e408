package jp.quickcare.server.records;

import java.time.Instant;
import java.util.Optional;

/**
 * One update of one PC (SPEC A9).
 *
 * @param id grows from update to update
 * @param client the PC's id
 * @param update the update's id, by the PC
 * @param pc the PC's name then
 * @param user who was logged in then
 * @param app what was updated
 * @param release to which version; empty until the PC has said so
 * @param from from which version; empty for a new install, or until the PC has said so
 * @param mode {@code new}, {@code differential} or {@code full}; empty until the PC has said so
 * @param often the how manyth update of this PC it is
 * @param started when it began, or when it was first heard of
 * @param ended when it ended, or was last heard of
 * @param state whether it goes on
 * @param result how it ended
 * @param phase {@code download}, {@code verify} or {@code apply} while it goes on; may be empty
 * @param doneBytes so much is done
 * @param totalBytes of so much; 0 while that is not known
 * @param warnings how many there were
 * @param errors how many there were
 */
public record UpdateRecord(
        long id,
        String client,
        String update,
        String pc,
        String user,
        String app,
        String channel,
        String platform,
        String release,
        String manifest,
        String from,
        String mode,
        long often,
        Instant started,
        Optional<Instant> ended,
        State state,
        Optional<Result> result,
        String phase,
        long doneBytes,
        long totalBytes,
        long warnings,
        long errors) {
    /** Whether an update goes on. */
    public enum State {
        /** It goes on. */
        RUNNING,
        /** Nothing more was heard of it, nor of its PC; when it is heard of again it goes on. */
        VANISHED,
        /** It has ended. */
        ENDED
    }

    /** How far it is, 0 to 100. */
    public int percent() {
        if (state == State.ENDED && result.filter(how -> how != Result.FAILED).isPresent()) {
            return 100;
        }
        return totalBytes <= 0 ? 0 : (int) Math.min(100, doneBytes * 100.0 / totalBytes);
    }

    UpdateRecord with(Progress live) {
        return new UpdateRecord(
                id,
                client,
                update,
                pc,
                user,
                app,
                channel,
                platform,
                release,
                manifest,
                from,
                mode,
                often,
                started,
                Optional.empty(),
                State.RUNNING,
                Optional.empty(),
                live.phase(),
                live.doneBytes(),
                live.totalBytes(),
                warnings,
                errors);
    }
}
