package jp.quickcare.launcher.update;

import java.util.Optional;

/**
 * What an update brings beside the application, where that was looked for.
 *
 * @param launcher a newer one, where one is offered
 * @param runtime a newer one, where one is offered
 * @param passedOver version of a runtime that is offered, did not run on this PC and is not to be tried now
 */
public record Besides(Optional<NewerLauncher> launcher, Optional<NewerRuntime> runtime, Optional<String> passedOver) {
    /** Nothing, or nobody looked. */
    static final Besides NOTHING = new Besides(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether anything at all would be brought. */
    public boolean isNothing() {
        return launcher.isEmpty() && runtime.isEmpty();
    }
}
