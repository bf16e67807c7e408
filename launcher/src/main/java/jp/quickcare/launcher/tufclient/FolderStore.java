package jp.quickcare.launcher.tufclient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.MetadataStore;

/** Verified metadata in a folder of its own: {@code root.json}, {@code timestamp.json} and so on, as received. */
final class FolderStore implements MetadataStore {
    private final Path folder;

    FolderStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> load(String role) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(role)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void store(String role, byte[] asReceived) throws IOException {
        replace(file(role), asReceived);
    }

    @Override
    public void remove(String role) throws IOException {
        Files.deleteIfExists(file(role));
    }

    private Path file(String role) {
        return folder.resolve(FileNames.local(role));
    }

    /** Puts content in place whole or not at all. */
    static void replace(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
