package jp.quickcare.server.keys;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jp.quickcare.manifest.tuf.Ed25519Signer;
import jp.quickcare.manifest.tuf.RoleKeys;
import jp.quickcare.manifest.tuf.Signer;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/**
 * Keys in files: {@code NAME.pem} the private key, {@code NAME.pub} the public one, which stays when the private one is
 * moved offline. Which role a key serves is said by the signed metadata alone. Further folders, such as a USB stick
 * with the offline keys, can be read beside the first.
 */
public final class KeyFolder {
    private static final String PRIVATE = ".pem";
    private static final String PUBLIC = ".pub";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final int MAX_FILE_BYTES = 10_000;

    private final Path folder;
    private final Map<String, NamedKey> byName = new TreeMap<>();

    private KeyFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads all keys.
     *
     * @param folder where new keys are made; it may not exist yet
     * @param further read only
     * @throws ServerFailure a file is no key, or cannot be read
     */
    public static KeyFolder open(Path folder, List<Path> further) throws ServerFailure {
        KeyFolder keys = new KeyFolder(folder);
        if (Files.isDirectory(folder)) {
            keys.readAll(folder);
        }
        for (Path other : further) {
            if (!Files.isDirectory(other)) {
                throw ServerFailure.badInput(Sentence.of("keys.no-folder", other));
            }
            keys.readAll(other);
        }
        return keys;
    }

    private void readAll(Path from) throws ServerFailure {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*{" + PRIVATE + "," + PUBLIC + "}")) {
            for (Path file : files) {
                read(file);
            }
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading-keys", from), e);
        }
    }

    private void read(Path file) throws ServerFailure, IOException {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - PRIVATE.length());
        if (fileName.startsWith(".")) {
            return;
        }
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw ServerFailure.badInput(Sentence.of("keys.too-long", file));
        }
        byte[] pem = Files.readAllBytes(file);
        try {
            if (fileName.endsWith(PRIVATE)) {
                Signer signer = new Ed25519Signer(PemKey.readPrivate(pem));
                byName.put(name, new NamedKey(name, signer.key(), Optional.of(signer)));
            } else {
                byName.putIfAbsent(
                        name, new NamedKey(name, Ed25519Signer.publicKey(PemKey.readPublic(pem)), Optional.empty()));
            }
        } catch (InvalidKeySpecException e) {
            throw new ServerFailure(
                    FailureCode.BAD_INPUT, Sentence.of("keys.damaged", file, String.valueOf(e.getMessage())), e);
        }
    }

    /** Every key, by name. */
    public Collection<NamedKey> all() {
        return List.copyOf(byName.values());
    }

    /** Makes a key in two new files. @throws ServerFailure the name is taken or no name, or the disk failed */
    public NamedKey make(String name) throws ServerFailure {
        if (!NAME.matcher(name).matches()) {
            throw ServerFailure.badInput(Sentence.of("keys.name", name));
        }
        if (byName.containsKey(name)) {
            throw ServerFailure.badInput(Sentence.of("keys.exists", name, folder));
        }
        KeyPair pair = PemKey.generate();
        try {
            DurableFiles.makeFolders(folder);
            // The public half first: a kill in between leaves a public key that nobody knows, which names no one.
            DurableFiles.write(folder.resolve(name + PUBLIC), PemKey.encode(pair.getPublic()));
            DurableFiles.writePrivate(folder.resolve(name + PRIVATE), PemKey.encode(pair.getPrivate()));
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.writing-key", name, folder), e);
        }
        Signer signer = new Ed25519Signer(pair);
        NamedKey key = new NamedKey(name, signer.key(), Optional.of(signer));
        byName.put(name, key);
        return key;
    }

    /** The key of that name with its private half, made when there is none: what an interrupted start had made is used. */
    public NamedKey findOrMake(String name) throws ServerFailure {
        NamedKey key = byName.get(name);
        if (key != null && key.signer().isPresent()) {
            return key;
        }
        byName.remove(name);
        return make(name);
    }

    /** The key with that name, or whose identifier starts so (8 digits or more). */
    public Optional<NamedKey> find(String nameOrId) {
        NamedKey named = byName.get(nameOrId);
        if (named != null) {
            return Optional.of(named);
        }
        return byName.values().stream()
                .filter(key -> nameOrId.length() >= 8 && key.key().keyId().startsWith(nameOrId))
                .findFirst();
    }

    /** The key with that identifier. */
    public Optional<NamedKey> findId(String keyId) {
        return byName.values().stream()
                .filter(key -> key.key().keyId().equals(keyId))
                // The private half may lie in another folder under another name.
                .reduce((a, b) -> a.signer().isPresent() ? a : b);
    }

    /** Those of these keys whose private half is here, in the order of the identifiers given. */
    public List<Signer> present(Collection<String> keyIds) {
        List<Signer> signers = new ArrayList<>();
        for (String keyId : keyIds) {
            findId(keyId).flatMap(NamedKey::signer).ifPresent(signers::add);
        }
        return signers;
    }

    /**
     * All keys of a role that are here.
     *
     * @throws ServerFailure too few are here; it names those that are missing
     */
    public List<Signer> signers(String role, RoleKeys keys) throws ServerFailure {
        List<Signer> signers = present(keys.keyIds());
        if (signers.size() < keys.threshold()) {
            List<String> missing = keys.keyIds().stream()
                    .filter(id -> findId(id).flatMap(NamedKey::signer).isEmpty())
                    .map(id -> findId(id).map(NamedKey::name).orElse(id.substring(0, 12)))
                    .toList();
            throw ServerFailure.badInput(Sentence.of(
                    "keys.too-few",
                    role,
                    keys.threshold(),
                    keys.keyIds().size(),
                    signers.size(),
                    Sentence.list("list.or", missing)));
        }
        return signers;
    }
}
