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
 * @param runtime the newer Java runtime that comes along, where that was looked for and there is one
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
        Optional<NewerRuntime> runtime,
        Optional<UpdateFailure> why) {
    static Look not(Optional<String> installed, Optional<NewerRuntime> runtime, UpdateFailure why) {
        return new Look(
                installed,
                Optional.empty(),
                UpdateKind.UP_TO_DATE,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                "",
                runtime,
                Optional.of(why));
    }
}
