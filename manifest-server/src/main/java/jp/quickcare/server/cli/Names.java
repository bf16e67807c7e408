package jp.quickcare.server.cli;

import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.server.messages.Sentence;

/** Releases as people read them. */
final class Names {
    private Names() {}

    static Sentence of(TargetName release) {
        return Sentence.of("release.name", release.app(), release.version(), release.platform());
    }
}
