package jp.quickcare.launcher.stage;

import java.nio.file.Path;
import jp.quickcare.launcher.receipt.FileStamp;
import jp.quickcare.manifest.release.ReleaseFile;

/**
 * A verified file, ready to be moved to its place.
 *
 * @param file the file of the release
 * @param at where it waits, on the application's volume
 * @param stamp what the file system said of it when it was verified
 */
public record StagedFile(ReleaseFile file, Path at, FileStamp stamp) {}
