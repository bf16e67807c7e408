package jp.quickcare.launcher.receipt;

import java.io.IOException;
import java.nio.file.Path;
import jp.quickcare.launcher.home.Home;
import org.jspecify.annotations.Nullable;

/**
 * What the click needs to know of the installed release, at the price of one small file and one question to the file
 * system for each installed file: no content is read. Few classes, none of them heavy (DESIGN: the fast path).
 */
public final class QuickCheck {
    private final String app;
    private final String version;
    private final long counter;
    private final String platform;
    private final String manifestSha256;
    private final @Nullable String changedPath;

    private QuickCheck(
            String app,
            String version,
            long counter,
            String platform,
            String manifestSha256,
            @Nullable String changedPath) {
        this.app = app;
        this.version = version;
        this.counter = counter;
        this.platform = platform;
        this.manifestSha256 = manifestSha256;
        this.changedPath = changedPath;
    }

    /**
     * Reads the receipt and compares size, time and number of every file with it, up to the first that differs.
     *
     * @return null when there is no receipt that can be relied on: nothing is installed, or only a deep check can tell
     */
    public static @Nullable QuickCheck of(Home home) {
        ReceiptText text = ReceiptText.load(home.receipt()).orElse(null);
        if (text == null) {
            return null;
        }
        String app = text.field();
        String version = text.field();
        String counter = text.field();
        String platform = text.field();
        String manifest = text.field();
        if (app == null || version == null || counter == null || platform == null || manifest == null) {
            return null;
        }
        try {
            return new QuickCheck(
                    app, version, Long.parseLong(counter), platform, manifest, firstChanged(home.app(), text));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String firstChanged(Path folder, ReceiptText text) {
        String length;
        while ((length = text.field()) != null) {
            String mtime = text.field();
            String key = text.field();
            String sha256 = text.field();
            String executable = text.field();
            String path = text.field();
            if (mtime == null || key == null || sha256 == null || executable == null || path == null) {
                return "";
            }
            FileStamp expected = new FileStamp(Long.parseLong(length), Long.parseLong(mtime), key);
            try {
                if (!FileStamp.of(folder.resolve(path)).equals(expected)) {
                    return path;
                }
            } catch (IOException e) {
                return path;
            }
        }
        return null;
    }

    /** The application's id. */
    public String app() {
        return app;
    }

    /** The installed version. */
    public String version() {
        return version;
    }

    /** The installed release's place in the order of releases. */
    public long counter() {
        return counter;
    }

    /** The platform of the installed release. */
    public String platform() {
        return platform;
    }

    /** Digest of the installed release's manifest, 64 lowercase hex digits. */
    public String manifestSha256() {
        return manifestSha256;
    }

    /** Whether every file is as it was put in place, as far as the file system tells. */
    public boolean intact() {
        return changedPath == null;
    }

    /** The first file found changed or missing; null when {@link #intact()}. */
    public @Nullable String changedPath() {
        return changedPath;
    }
}
