package jp.quickcare.launcher.click;

import java.util.Optional;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.failure.UpdateFailure;

/**
 * The whole update, for a click that the fast path cannot answer. One instance serves one start. {@link #check} may run
 * on a thread behind the application; {@link #carryOut} runs on the main thread, after it or without it.
 */
public interface SlowPath extends AutoCloseable {
    /**
     * What a full check found.
     *
     * @param act true: something comes before the application may start (required update, refusal, recovery, repair, a
     *     newer launcher); {@link SlowPath#carryOut} does it. False: what is installed may start
     * @param notice an optional update that the application may show
     */
    record Decided(boolean act, Optional<UpdateNotice> notice) {}

    /** How carrying out ended. */
    sealed interface Done {
        /** The installed release, new or old, starts. */
        record Start(Optional<UpdateNotice> notice) implements Done {}

        /** The launcher was replaced; the new one goes on (SPEC A21). */
        record Reload() implements Done {}

        /**
         * Nothing starts; the user was told why.
         *
         * @param exitCode see the launcher's documented exit codes
         */
        record Stop(int exitCode) implements Done {}
    }

    /**
     * Fetches and verifies the metadata, decides, and writes the {@code last-check} file; changes nothing else and
     * asks nobody. Bounded in time by the limits on transport, not by the patience of a click (SPEC A32).
     *
     * @throws UpdateFailure no answer, or none to be trusted; {@code last-check} then still holds the last good one
     */
    Decided check() throws UpdateFailure;

    /**
     * Finishes what an earlier run left, checks if that was not yet done by this instance, tells, asks and updates.
     * Without a server it does what the policy last seen says (SPEC A30).
     *
     * @param accepted the user has already asked for the optional update (a click on the notice)
     */
    Done carryOut(boolean accepted);

    /**
     * Puts the release before the installed one back, because the new one did not come up (SPEC A33).
     *
     * @throws UpdateFailure it could not be; what is installed is whole
     */
    void putBack() throws UpdateFailure;

    /** Nothing more is asked of it; after this, nothing is open. */
    @Override
    void close();
}
