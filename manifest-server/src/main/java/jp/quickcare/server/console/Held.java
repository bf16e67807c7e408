package jp.quickcare.server.console;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Agreement;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.Shortcut;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.offer.Offering;
import jp.quickcare.server.repository.HeldRelease;
import jp.quickcare.server.repository.HeldReleases;

/** What the repository has and offers, with what people want to know of it. Thread-safe. */
final class Held {
    private static final int MOST_KNOWN = 500;

    /** What a manifest, which never changes, says of its release. */
    record Facts(Function<Locale, String> name, int files, long bytes) {}

    private final ConsoleParts parts;
    private final Map<Sha256, Facts> known = new ConcurrentHashMap<>();

    private final Verified<List<HeldRelease>> releases;
    private final Verified<List<Offer>> offers;

    Held(ConsoleParts parts) {
        this.parts = parts;
        this.releases = new Verified<>(parts.site(), this::releases);
        this.offers = new Verified<>(parts.site(), now -> offering().list());
    }

    /** Newest first. */
    List<HeldRelease> releases() throws ServerFailure {
        return releases.get(parts.clock().instant());
    }

    private List<HeldRelease> releases(Instant now) throws ServerFailure {
        return HeldReleases.of(parts.site().repository(), now).stream()
                .sorted(Comparator.comparing((HeldRelease held) -> isComponent(held))
                        .thenComparing(held -> held.name().app())
                        .thenComparing(
                                Comparator.comparingLong(HeldRelease::counter).reversed()))
                .toList();
    }

    private static boolean isComponent(HeldRelease held) {
        return Ids.isComponent(held.name().app());
    }

    List<Offer> offers() throws ServerFailure {
        return offers.get(parts.clock().instant());
    }

    Offering offering() throws ServerFailure {
        KeyFolder keys = KeyFolder.open(parts.site().keys(), List.of());
        return new Offering(parts.site(), keys, parts.clock().instant());
    }

    /** What people call the application, by its newest release here. */
    static String appName(Texts texts, String app, Function<Locale, String> name) {
        if (Ids.isComponent(app)) {
            return texts.of("releases." + app);
        }
        String said = name.apply(texts.locale());
        return said.isEmpty() ? app : said;
    }

    /** Whichever way it is called; its id where that cannot be read now. */
    String appName(Texts texts, String app) {
        try {
            return appName(texts, app, releases());
        } catch (ServerFailure e) {
            return app;
        }
    }

    String appName(Texts texts, String app, List<HeldRelease> held) {
        return held.stream()
                .filter(release -> release.name().app().equals(app))
                .findFirst()
                .map(release -> appName(texts, app, facts(release).name()))
                .orElse(app);
    }

    /** Of a release whose manifest is damaged only that it is there. */
    Facts facts(HeldRelease held) {
        Sha256 sha256 = Sha256.ofHex(held.listed().hashes().getOrDefault("sha256", ""));
        Facts before = known.get(sha256);
        if (before != null) {
            return before;
        }
        Facts read = read(held, sha256);
        if (known.size() < MOST_KNOWN) {
            known.put(sha256, read);
        }
        return read;
    }

    private Facts read(HeldRelease held, Sha256 sha256) {
        try {
            byte[] bytes = Files.readAllBytes(parts.site().repository().manifest(held.name(), sha256));
            ReleaseManifest manifest = Agreement.vendorRelease(held.listed(), bytes);
            List<Shortcut> shortcuts = manifest.shortcuts();
            return new Facts(
                    locale -> shortcuts.isEmpty() ? "" : shortcuts.get(0).name(locale),
                    manifest.files().size(),
                    manifest.files().stream()
                            .mapToLong(ReleaseFile::lengthBytes)
                            .sum());
        } catch (IOException | NotAgreedException e) {
            return new Facts(locale -> "", 0, 0);
        }
    }
}
