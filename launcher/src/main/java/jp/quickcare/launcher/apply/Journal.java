package jp.quickcare.launcher.apply;

import java.util.List;
import java.util.Optional;
import jp.quickcare.manifest.digest.Sha256;

/**
 * All that has to be done to get from one release to another, and back. It is on the disk, whole, before the first file
 * is touched and until nothing is left to do; it never changes but for its direction.
 *
 * <p>The state of each rename is told by where the file is, not by a note: a rename is either done or not, and the
 * places a file comes to were free when the journal was written.
 *
 * @param direction where this is going
 * @param app the application's id
 * @param from digest of the installed release's manifest; empty when nothing was installed that is known
 * @param to digest of the new release's manifest, which is kept with the installation
 * @param versionBefore what the version store said of the application
 * @param previous the release that can be rolled back to once this is done
 * @param asideFolder relative to the home: where files of the installed release go, and a copy of its receipt
 * @param aside what is moved out of the way, first
 * @param arrivals what is moved in, when all of that is done
 * @param madeFolders folders that were not there, relative to the home, each before those in it
 */
record Journal(
        Direction direction,
        String app,
        Optional<Sha256> from,
        Sha256 to,
        Optional<String> versionBefore,
        Optional<Sha256> previous,
        String asideFolder,
        List<Move> aside,
        List<Arrival> arrivals,
        List<String> madeFolders) {
    Journal {
        aside = List.copyOf(aside);
        arrivals = List.copyOf(arrivals);
        madeFolders = List.copyOf(madeFolders);
    }

    enum Direction {
        /** To the new release: everything of it is staged and verified. */
        FORWARD,
        /** To the old one: something could not be done. */
        BACK,
        /** Nowhere any more: the new release is in place and registered, what is left over is being deleted. */
        DONE
    }

    /** Where the receipt of the installed release is kept meanwhile, relative to the home. */
    String savedReceipt() {
        return asideFolder + "/receipt";
    }
}
