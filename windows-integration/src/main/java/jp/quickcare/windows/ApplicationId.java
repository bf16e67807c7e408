package jp.quickcare.windows;

import jp.quickcare.launcher.home.Home;

/**
 * The AppUserModelID of an installation: by it Windows keeps its shortcuts and its windows together. The program that
 * the shortcut starts works out the same one (FNV-1a over the folder in small letters), so both stay in step.
 */
final class ApplicationId {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private ApplicationId() {}

    static String of(Home home) {
        long hash = OFFSET;
        for (char c : home.folder().toString().toCharArray()) {
            hash = (hash ^ Character.toLowerCase(c)) * PRIME;
        }
        return String.format("QuickCareLauncher.%016x", hash);
    }
}
