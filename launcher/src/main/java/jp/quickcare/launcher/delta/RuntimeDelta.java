package jp.quickcare.launcher.delta;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import jp.quickcare.delta.apply.DeltaApplier;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delta between the Java runtime in force and one that is offered (SPEC F3). It begins with the files that lie there;
 * where those are not its release's any more, it says so, and the changed ones come whole.
 */
public final class RuntimeDelta {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeDelta.class);

    private final Home home;
    private final Path inForce;
    private final ReleaseManifest manifest;
    private final ReleaseDelta delta;

    RuntimeDelta(Home home, Path inForce, ReleaseManifest manifest, ReleaseDelta delta) {
        this.home = home;
        this.inForce = inForce;
        this.manifest = manifest;
        this.delta = delta;
    }

    /** What has to be brought. */
    public ReleaseDelta delta() {
        return delta;
    }

    /**
     * Makes each changed file as {@code objects/<sha256>}.
     *
     * @param objects where the delta itself lies under its digest
     * @return those that are there now
     * @throws DeltaFailedException it is of no use here, which is recorded: it is not chosen again
     */
    public Set<Sha256> make(Path objects) throws DeltaFailedException, IOException {
        Path folder = objects.resolve("unfinished");
        DurableFiles.deleteTree(folder);
        Files.createDirectory(folder);
        Path file = objects.resolve(delta.sha256().hex());
        try {
            Set<Sha256> made = new HashSet<>();
            for (ReleaseFile one :
                    DeltaApplier.apply(file, inForce, RuntimeFiles.of(inForce), manifest.files(), folder)) {
                String name = one.sha256().hex();
                DurableFiles.move(folder.resolve(name), objects.resolve(name));
                made.add(one.sha256());
            }
            return made;
        } catch (DamagedDeltaException | EOFException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            LOG.warn("delta {} to runtime {} is of no use: {}", delta.sha256(), manifest.version(), e.toString());
            FailedDeltas.add(home, delta.sha256());
            throw new DeltaFailedException(String.valueOf(e.getMessage()), e);
        } finally {
            DurableFiles.deleteTree(folder);
            Files.deleteIfExists(file);
        }
    }
}
