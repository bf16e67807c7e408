package jp.quickcare.launcher.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import jp.quickcare.launcher.durable.Volumes;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.FileArrival.HeldFile;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.manifest.release.ReleaseFile;

/**
 * Room that an update takes until it is done. Nothing is deleted before the new release is in place, so nothing that
 * will be freed counts; old files are moved, not copied, so they cost nothing.
 *
 * @param staging the staging folder
 * @param stagingBytes what is brought to it
 * @param home the installation
 * @param homeBytes what comes to it beyond what is renamed from the staging folder
 */
record SpaceNeed(Path staging, long stagingBytes, Path home, long homeBytes) {
    /** Journal, receipts, manifest, new folders. */
    private static final long OUR_OWN_BYTES = 1 << 20;

    /** Files take whole clusters. */
    private static final long CLUSTER_BYTES = 4096;

    static SpaceNeed of(UpdatePlan plan, List<ReleaseFile> lacking, Path staging, Home home) throws KeepFailure {
        long brought = sum(lacking);
        long staged = sum(plan.coming());
        long copied = sum(plan.reuse().stream()
                .filter(held -> !held.inPlace())
                .map(HeldFile::file)
                .toList());
        long state = OUR_OWN_BYTES + plan.to().files().size() * 512L;
        // While an object is unpacked its stored form is there too.
        long unpacking = lacking.stream()
                .filter(file -> file.zstLengthBytes().isPresent())
                .mapToLong(ReleaseFile::transferBytes)
                .max()
                .orElse(0);
        // A delta stays until what it makes is in place; containers in containers are unpacked meanwhile.
        long delta = lacking.isEmpty()
                ? 0
                : plan.delta()
                        .map(chosen -> clusters(chosen.lengthBytes()) + largest(lacking))
                        .orElse(0L);
        boolean renamed = sameVolume(staging, home.folder()) && Stager.CAN_RENAME;
        long twice = renamed ? staged - distinct(plan.coming()) : staged;
        return new SpaceNeed(
                staging,
                brought + (plan.delta().isPresent() ? delta : unpacking),
                home.folder(),
                twice + copied + state);
    }

    void require() throws KeepFailure {
        if (sameVolume(staging, home)) {
            require(home, stagingBytes + homeBytes);
        } else {
            require(staging, stagingBytes);
            require(home, homeBytes);
        }
    }

    private static void require(Path folder, long neededBytes) throws KeepFailure {
        long usableBytes;
        try {
            usableBytes = Volumes.usableBytes(folder);
        } catch (IOException e) {
            throw Staging.disk("cannot tell the room in", folder, e);
        }
        if (usableBytes < neededBytes) {
            String detail = folder + " has " + usableBytes + " bytes left, " + neededBytes + " are needed";
            throw new KeepFailure(FailureCode.NO_SPACE, detail, null, folder, neededBytes, usableBytes);
        }
    }

    private static boolean sameVolume(Path one, Path other) throws KeepFailure {
        try {
            return Volumes.same(one, other);
        } catch (IOException e) {
            throw Staging.disk("cannot tell the volume of", one, e);
        }
    }

    private static long sum(Collection<ReleaseFile> files) {
        return files.stream().mapToLong(SpaceNeed::clusters).sum();
    }

    private static long distinct(Collection<ReleaseFile> files) {
        return files.stream()
                .collect(Collectors.toMap(ReleaseFile::sha256, SpaceNeed::clusters, (one, same) -> one))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long largest(Collection<ReleaseFile> files) {
        return files.stream().mapToLong(SpaceNeed::clusters).max().orElse(0);
    }

    private static long clusters(ReleaseFile file) {
        return clusters(file.lengthBytes());
    }

    private static long clusters(long lengthBytes) {
        return (lengthBytes + CLUSTER_BYTES - 1) / CLUSTER_BYTES * CLUSTER_BYTES;
    }
}
