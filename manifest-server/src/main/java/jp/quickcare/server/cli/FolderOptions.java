package jp.quickcare.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.repository.ServerFolder;
import picocli.CommandLine.Option;

/** Which folder a command works in, and where keys lie that are not in it. */
final class FolderOptions {
    @Option(names = "--dir", required = true, paramLabel = "FOLDER", description = "The vendor's or site's folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--keys",
            paramLabel = "FOLDER",
            description = "A further folder with keys, such as a USB stick; may be given several times.")
    private List<Path> moreKeys = new ArrayList<>();

    Path folder() {
        return folder;
    }

    List<Path> moreKeys() {
        return moreKeys;
    }

    KeyFolder keys(ServerFolder of) throws ServerFailure {
        return KeyFolder.open(of.keys(), moreKeys);
    }
}
