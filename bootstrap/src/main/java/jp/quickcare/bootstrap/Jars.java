package jp.quickcare.bootstrap;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Whether the jars of a launcher are those that were verified when it was installed (THREATS FS14). */
final class Jars {
    private Jars() {}

    /** The first jar that is not as recorded, or null: then all may be loaded. */
    static @Nullable File firstWrong(File folder, Pointer.Version version) {
        for (int i = 0; i < version.jars().size(); i++) {
            Pointer.Jar jar = version.jars().get(i);
            File file = new File(folder, jar.name());
            if (file.length() != jar.lengthBytes()
                    || (file.lastModified() != jar.mtimeMillis()
                            && !jar.sha256().equals(sha256(file)))) {
                return file;
            }
        }
        return null;
    }

    /** Hex; empty when the file cannot be read. */
    private static String sha256(File file) {
        try (FileInputStream in = new FileInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[16384];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
