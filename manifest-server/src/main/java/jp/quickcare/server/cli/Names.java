package jp.quickcare.server.cli;

import jp.quickcare.manifest.release.TargetName;

/** Releases as people read them. */
final class Names {
    private Names() {}

    static String of(TargetName release) {
        return release.app() + " " + release.version() + " for " + release.platform();
    }
}
