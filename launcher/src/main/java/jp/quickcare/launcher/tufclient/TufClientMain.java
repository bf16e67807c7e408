package jp.quickcare.launcher.tufclient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.TufClient;
import jp.quickcare.manifest.tuf.TufException;

/**
 * The client under test of the TUF project's conformance suite. Exit code 0 when the command did all that it was asked
 * for, else 1 and one sentence on standard error.
 *
 * <pre>
 * --metadata-dir D init ROOT
 * --metadata-dir D --metadata-url U refresh
 * --metadata-dir D --metadata-url U --target-name P --target-base-url B --target-dir T download
 * </pre>
 */
public final class TufClientMain {
    private TufClientMain() {}

    /** Runs one command and ends the process. */
    public static void main(String[] line) {
        System.exit(run(line));
    }

    private static int run(String... line) {
        try {
            carryOut(Arguments.parse(line));
            return 0;
        } catch (UsageException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (TufException e) {
            return failed("refused: " + e.getMessage());
        } catch (MetadataMissing e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed("could not read or write: " + e);
        } catch (InvalidPathException e) {
            return failed("not a path: " + e.getInput());
        }
    }

    private static int failed(String sentence) {
        System.err.println("tuf-client: " + sentence);
        return 1;
    }

    private static void carryOut(Arguments arguments)
            throws UsageException, TufException, MetadataMissing, IOException {
        FolderStore store = new FolderStore(Path.of(arguments.option("--metadata-dir")));
        switch (arguments.command()) {
            case "init" -> store.store("root", Files.readAllBytes(Path.of(arguments.operand("the trusted root"))));
            case "refresh" -> refreshed(store, arguments);
            case "download" -> download(refreshed(store, arguments), arguments);
            default -> throw new UsageException("unknown command " + arguments.command());
        }
    }

    private static TufClient refreshed(FolderStore store, Arguments arguments)
            throws UsageException, TufException, IOException {
        HttpFiles source = new HttpFiles(arguments.option("--metadata-url"));
        TufClient client = new TufClient(store, source, Instant.now(), Limits.DEFAULT);
        client.refresh();
        return client;
    }

    private static void download(TufClient client, Arguments arguments)
            throws UsageException, TufException, MetadataMissing, IOException {
        String name = arguments.option("--target-name");
        HttpFiles source = new HttpFiles(arguments.option("--target-base-url"));
        Path folder = Path.of(arguments.option("--target-dir"));
        Optional<TargetInfo> target = client.find(name);
        if (target.isEmpty()) {
            throw new MetadataMissing(name);
        }
        new TargetDownload(source, folder).bring(target.get(), client.root().consistentSnapshot());
    }
}
