package jp.quickcare.launcher.update;

import java.io.IOException;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.Receipt;

/** Whether the files of what is installed are as its receipt says. */
final class Whole {
    private Whole() {}

    /** Goes by size, time and number. */
    static boolean is(Home home, Receipt receipt) throws KeepFailure {
        try {
            return Inventory.quick(home, receipt).whole();
        } catch (IOException e) {
            throw unreadable(home, e);
        }
    }

    /** @throws KeepFailure a file of the release is damaged or missing, going by contents */
    static void require(Home home, Receipt receipt) throws KeepFailure {
        if (is(home, receipt)) {
            return;
        }
        try {
            Inventory inventory = Inventory.deep(home, receipt);
            if (!inventory.whole()) {
                Object first = inventory.damaged().isEmpty()
                        ? inventory.missing().get(0)
                        : inventory.damaged().get(0);
                throw new KeepFailure(FailureCode.DAMAGED_INSTALLATION, "damaged: " + first, null, first);
            }
        } catch (IOException e) {
            throw unreadable(home, e);
        }
    }

    static KeepFailure unreadable(Home home, IOException cause) {
        return new KeepFailure(FailureCode.DISK, "cannot read " + home.app(), cause, home.app());
    }
}
