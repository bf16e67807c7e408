package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.manifest.digest.Sha256;

/**
 * The release before the installed one (SPEC A33): its receipt, and those of its files that are not files of the
 * installed release too.
 *
 * @param receipt what it consisted of
 * @param folder holds {@code receipt} and {@code files/}
 */
record PreviousRelease(Receipt receipt, Path folder) {
    /** The folder for a release, relative to the home. */
    static String folderFor(Sha256 manifest) {
        return "state/previous/" + manifest.hex();
    }

    /** The release before this one, when there is one; whether it is whole is another question. */
    static Optional<PreviousRelease> find(Home home, Optional<Sha256> installed) throws IOException {
        for (Path folder : DurableFiles.children(home.previous())) {
            String name = String.valueOf(folder.getFileName());
            Optional<Receipt> receipt = Receipt.read(folder.resolve("receipt"))
                    .filter(found -> found.manifestSha256().hex().equals(name))
                    .filter(found -> !installed.equals(Optional.of(found.manifestSha256())));
            if (receipt.isPresent()) {
                return Optional.of(new PreviousRelease(receipt.get(), folder));
            }
        }
        return Optional.empty();
    }

    /** Deletes every release before the installed one but these. */
    static void keepOnly(Home home, Collection<Sha256> wanted) throws IOException {
        for (Path folder : DurableFiles.children(home.previous())) {
            String name = String.valueOf(folder.getFileName());
            if (wanted.stream().noneMatch(sha256 -> sha256.hex().equals(name))) {
                DurableFiles.deleteTree(folder);
            }
        }
    }
}
