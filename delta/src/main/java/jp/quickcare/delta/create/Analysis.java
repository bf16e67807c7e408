package jp.quickcare.delta.create;

import java.util.ArrayList;
import java.util.List;
import jp.quickcare.delta.plan.Content;
import jp.quickcare.delta.plan.FilePlan;

/** What looking at the changed files found, in the order in which everything is made. */
final class Analysis {
    /** One for each changed file. */
    final List<FilePlan> files = new ArrayList<>();
    /** One for each container, outer ones first. */
    final List<byte[]> headers = new ArrayList<>();
    /** One for each plain piece. */
    final List<FreshPiece> pieces = new ArrayList<>();

    /** Whether any of the files is an image, which older launchers cannot look into. */
    boolean hasImages() {
        return files.stream()
                .anyMatch(file -> file.content() instanceof Content.Container container
                        && container.kind() == Content.Kind.IMAGE);
    }

    /** What a container adds, kept apart until it is known that it is one. */
    void add(Analysis inner) {
        headers.addAll(inner.headers);
        pieces.addAll(inner.pieces);
    }
}
