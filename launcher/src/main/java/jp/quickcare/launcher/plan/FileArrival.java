package jp.quickcare.launcher.plan;

import jp.quickcare.launcher.receipt.ReceiptEntry;
import jp.quickcare.manifest.release.ReleaseFile;

/** How one file of the new release comes to be in its place. */
public sealed interface FileArrival {
    /** The file of the new release. */
    ReleaseFile file();

    /** It is fetched whole. */
    record WholeObject(ReleaseFile file) implements FileArrival {}

    /** It is made of what is installed, by a delta that is fetched. */
    record FromDelta(ReleaseFile file) implements FileArrival {}

    /**
     * Its content is already held.
     *
     * @param at where the content lies now, as the inventory found it
     */
    record HeldFile(ReleaseFile file, ReceiptEntry at) implements FileArrival {
        /** Whether it lies where it belongs, so that nothing has to be done. */
        public boolean inPlace() {
            return at.path().equals(file.path()) && at.executable() == file.executable();
        }
    }
}
