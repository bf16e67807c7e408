package jp.quickcare.launcher.stage;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.receipt.FileDigest;
import jp.quickcare.manifest.release.ReleaseFile;

/** What earlier attempts left behind: used again when it is what its name says, deleted otherwise. */
final class LeftOvers {
    private static final int DIGEST_LENGTH = 64;

    private LeftOvers() {}

    /** Makes the folder of objects and puts files into it that an attempt had already moved on. */
    static void takeBack(Home home, Path objects) throws IOException {
        if (Files.exists(home.journal(), LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalStateException("recover first: there is a journal in " + home.state());
        }
        if (!Files.isDirectory(objects, LinkOption.NOFOLLOW_LINKS)) {
            DurableFiles.deleteTree(objects);
            Files.createDirectory(objects);
        }
        for (Path file : DurableFiles.children(home.incoming())) {
            String name = String.valueOf(file.getFileName());
            Path back = objects.resolve(name);
            if (name.length() == DIGEST_LENGTH && !Files.exists(back, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    DurableFiles.move(file, back);
                } catch (AtomicMoveNotSupportedException e) {
                    // On another volume the original is still in the staging folder, or is brought again.
                }
            }
        }
        DurableFiles.deleteTree(home.incoming());
    }

    /** What is still to be brought, each content once; see {@link Staging#lacking}. */
    static List<ReleaseFile> lacking(UpdatePlan plan, Path objects) throws IOException {
        Map<String, ReleaseFile> wanted = new LinkedHashMap<>();
        plan.coming().forEach(file -> wanted.putIfAbsent(file.sha256().hex(), file));
        String delta = plan.delta().map(chosen -> chosen.sha256().hex()).orElse("");
        Set<String> held = new HashSet<>();
        for (Path left : DurableFiles.children(objects)) {
            String name = String.valueOf(left.getFileName());
            ReleaseFile file = wanted.get(name);
            if (file != null && is(left, file)) {
                held.add(name);
            } else if (file != null || !(isPartOfOne(left, name, wanted) || isOfDelta(left, name, delta))) {
                DurableFiles.deleteTree(left);
            }
        }
        List<ReleaseFile> lacking = new ArrayList<>();
        for (Map.Entry<String, ReleaseFile> file : wanted.entrySet()) {
            if (!held.contains(file.getKey())) {
                lacking.add(file.getValue());
            }
        }
        return lacking;
    }

    /** Its digest is looked at when it is to be brought. */
    private static boolean isOfDelta(Path left, String name, String delta) {
        return !delta.isEmpty() && name.startsWith(delta) && Files.isRegularFile(left, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean is(Path left, ReleaseFile file) throws IOException {
        return Files.isRegularFile(left, LinkOption.NOFOLLOW_LINKS)
                && Files.size(left) == file.lengthBytes()
                && FileDigest.of(left).equals(file.sha256());
    }

    /** The beginning of an object is kept: a download goes on from there, and its whole is verified anyway. */
    private static boolean isPartOfOne(Path left, String name, Map<String, ReleaseFile> wanted) {
        return name.length() > DIGEST_LENGTH
                && name.charAt(DIGEST_LENGTH) == '.'
                && wanted.containsKey(name.substring(0, DIGEST_LENGTH))
                && Files.isRegularFile(left, LinkOption.NOFOLLOW_LINKS);
    }
}
