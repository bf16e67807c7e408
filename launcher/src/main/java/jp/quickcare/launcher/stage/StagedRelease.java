package jp.quickcare.launcher.stage;

import java.util.List;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.UpdatePlan;

/**
 * A release whose every byte that is not yet in place has been verified and lies on the application's volume. Only the
 * stager makes one, so nothing else can be put in place.
 */
public final class StagedRelease {
    private final Home home;
    private final UpdatePlan plan;
    private final List<StagedFile> files;

    StagedRelease(Home home, UpdatePlan plan, List<StagedFile> files) {
        this.home = home;
        this.plan = plan;
        this.files = List.copyOf(files);
    }

    /** The installation it was staged for. */
    public Home home() {
        return home;
    }

    /** What was planned. */
    public UpdatePlan plan() {
        return plan;
    }

    /** The files to move in, in the release's order; those that stay where they are, are not among them. */
    public List<StagedFile> files() {
        return files;
    }
}
