package jp.quickcare.launcher.update;

import java.util.Optional;
import jp.quickcare.launcher.delta.InstalledChunks.Need;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.plan.DeltaChoice;
import jp.quickcare.launcher.plan.UpdateKind;

/**
 * What an update would do (SPEC A22), found without changing anything.
 *
 * @param installed version, where there is one
 * @param offered version, where one can be brought
 * @param kind what the update would be; {@link UpdateKind#UP_TO_DATE} where nothing is to be brought
 * @param choice how what changed would be brought, where something can be
 * @param changedBytes to bring for what changed
 * @param fullBytes to bring for every file
 * @param chunks how many bytes they would be, where that was looked for and can be known
 * @param message the administrator's, or empty
 * @param besides what comes along with it, where that was looked for
 * @param why why nothing of the application can be brought, where nothing can
 */
public record Look(
        Optional<String> installed,
        Optional<String> offered,
        UpdateKind kind,
        Optional<DeltaChoice> choice,
        long changedBytes,
        long fullBytes,
        Optional<Need> chunks,
        String message,
        Besides besides,
        Optional<UpdateFailure> why) {
    static Look not(Optional<String> installed, Besides besides, UpdateFailure why) {
        return new Look(
                installed,
                Optional.empty(),
                UpdateKind.UP_TO_DATE,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                "",
                besides,
                Optional.of(why));
    }
}
