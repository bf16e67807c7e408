package jp.quickcare.launcher.apply;

import java.nio.file.Path;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.plan.TestRelease;

/** A process of its own that does one thing to an installation, so that it can be killed in the middle of it. */
final class CrashingRun {
    /** Exit code when a change was undone. */
    static final int UNDONE = 3;
    /** Exit code when nothing had been changed. */
    static final int KEPT = 4;

    static final TestRelease ONE = TestRelease.version(1)
            .with("same", "same")
            .with("changed", "1")
            .with("x", "file")
            .with("gone/y", "move");
    static final TestRelease TWO = TestRelease.version(2)
            .with("same", "same")
            .with("changed", "2")
            .with("x/z", "new")
            .with("moved/y", "move");

    private CrashingRun() {}

    public static void main(String[] args) throws Exception {
        TestInstallation it = new TestInstallation(Path.of(args[0]));
        try {
            run(it, args[1]);
        } catch (ApplyFailure e) {
            System.out.println(e.code() + " " + e.facts() + " " + e.getMessage());
            System.exit(UNDONE);
        } catch (UpdateFailure e) {
            System.out.println(e.code() + " " + e.facts() + " " + e.getMessage());
            System.exit(KEPT);
        }
    }

    private static void run(TestInstallation it, String what) throws Exception {
        switch (what) {
            case "install" -> it.update(ONE);
            case "update" -> it.update(TWO);
            case "repair" -> it.update(ONE, true);
            case "fail" -> {
                it.failToRegister("2");
                it.update(TWO);
            }
            case "rollback" -> {
                it.recover();
                it.rollBack();
            }
            case "recover" -> it.recover();
            case "uninstall" -> {
                it.recover();
                it.uninstall();
            }
            default -> throw new IllegalArgumentException(what);
        }
    }
}
