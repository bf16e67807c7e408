package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jp.quickcare.launcher.delta.RuntimeChoice.Beginnings;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.Admitting;
import jp.quickcare.launcher.fetch.Parts;
import jp.quickcare.launcher.fetch.Parts.Part;
import jp.quickcare.launcher.fetch.WantedObject;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.manifest.release.ReleaseDelta;

/**
 * Brings the first bytes of deltas.
 *
 * @param folder where they lie on their way
 * @param until says when nobody wants them any more; is not told how far they are
 */
record DeltaBeginnings(Transfer transfer, Admitting admitting, Path folder, Progress until) implements Beginnings {
    @Override
    public Optional<byte[]> of(ReleaseDelta delta, int bytes) throws UpdateFailure, IOException {
        if (delta.lengthBytes() < bytes) {
            return Optional.empty();
        }
        WantedObject object = new WantedObject(delta.sha256(), delta.lengthBytes(), OptionalLong.empty());
        Part part = new Part(0, bytes);
        Path file = part.in(folder, object);
        // What an earlier attempt left may be anything.
        Files.deleteIfExists(file);
        try (Parts parts = transfer.parts(object, admitting)) {
            return parts.bring(List.of(part), folder, untold())
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Progress untold() {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return until.cancelled();
            }
        };
    }
}
