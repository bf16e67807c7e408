package jp.quickcare.launcher.agent;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;

/** The name of an installation among the agents of a PC: made of its folder, and no folder can be made of it. */
public final class AgentKey {
    private static final int LETTERS = 16;

    private AgentKey() {}

    /** The same for every user, however he writes the folder. */
    public static String of(Home home) {
        Path folder;
        try {
            folder = home.folder().toRealPath();
        } catch (IOException e) {
            folder = home.folder();
        }
        String name = File.separatorChar == '\\' ? folder.toString().toLowerCase(Locale.ROOT) : folder.toString();
        return Sha256.of(name.getBytes(StandardCharsets.UTF_8)).hex().substring(0, LETTERS);
    }
}
