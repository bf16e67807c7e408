package jp.quickcare.server.deltas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import jp.quickcare.delta.create.DeltaMaker;
import jp.quickcare.delta.format.NoDeltaException;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;

/** Makes one delta, in a process of its own: so it cannot take more memory than it is given. */
final class DeltaProcess {
    /** There can be no delta between these two. */
    static final int NONE = 2;

    /** It does not fit into the memory that this process has. */
    static final int NO_MEMORY = 3;

    private static final int FAILED = 1;

    private DeltaProcess() {}

    /** What such a process does. */
    interface Making {
        void make() throws IOException, InvalidReleaseException;
    }

    /** @param arguments folder of contents, old manifest, new manifest, the delta to write, folder for work */
    public static void main(String[] arguments) {
        List<Path> paths = java.util.stream.Stream.of(arguments).map(Path::of).toList();
        run(() -> make(paths.get(0), paths.get(1), paths.get(2), paths.get(3), paths.get(4)));
    }

    /** Makes something, says on the last line why it could not be made, and ends the process. */
    static void run(Making making) {
        endWithOurParent();
        int code;
        try {
            making.make();
            code = 0;
        } catch (NoDeltaException e) {
            code = told(NONE, e);
        } catch (OutOfMemoryError e) {
            code = told(NO_MEMORY, e);
        } catch (IOException | InvalidReleaseException e) {
            code = told(FAILED, e);
        }
        Runtime.getRuntime().halt(code);
    }

    private static void make(Path contents, Path old, Path fresh, Path delta, Path work)
            throws IOException, InvalidReleaseException {
        Function<ReleaseFile, Path> places =
                file -> contents.resolve(file.sha256().hex());
        DeltaMaker.make(places, files(old), places, files(fresh), delta, work);
    }

    static List<ReleaseFile> files(Path manifest) throws IOException, InvalidReleaseException {
        return ReleaseManifest.parse(Files.readAllBytes(manifest)).files();
    }

    private static int told(int code, Throwable why) {
        System.err.println(String.valueOf(why.getMessage()).lines().findFirst().orElse(""));
        return code;
    }

    /** Whoever started this holds our standard input open; when that ends, nobody waits for the delta any more. */
    private static void endWithOurParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (IOException e) {
                        // As good as its end.
                    }
                    Runtime.getRuntime().halt(FAILED);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }
}
