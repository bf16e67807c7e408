package jp.quickcare.launcher.address;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.address.AddressNote.Reason;
import jp.quickcare.launcher.address.AddressNote.Refused;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.proxy.ProxyRefusedException;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.launcher.settings.SettingsFile;
import jp.quickcare.launcher.verify.CheckAhead;
import jp.quickcare.launcher.verify.Sources;
import jp.quickcare.launcher.verify.VerifiedState;
import jp.quickcare.launcher.verify.Verifier;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The normal check, and behind it the site's word on where its servers are (SPEC C2, THREATS SA8): followed where this
 * very site answers there, verified from the same root and no older than what this PC knows, and only then kept. At most
 * one move a check, so no chain of statements leads in a circle. Not thread-safe.
 */
public final class SiteWhereabouts {
    private static final Logger LOG = LoggerFactory.getLogger(SiteWhereabouts.class);

    /** So often the former addresses are asked too, though the present one answers. */
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private final Home home;
    private final Settings settings;
    private final Verifier verifier;
    private final Verifier inAHurry;
    private final Clock clock;
    private @Nullable CheckAhead ahead;

    /** For one installation. */
    public SiteWhereabouts(Home home, Settings settings, Sources sources, Clock clock) {
        this.home = home;
        this.settings = settings;
        this.verifier = new Verifier(home, sources, clock);
        this.inAHurry = new Verifier(home, sources.inAHurry(), clock);
        this.clock = clock;
    }

    /** The first check goes by this one where it was of the same servers. */
    public SiteWhereabouts goingBy(@Nullable CheckAhead begun) {
        ahead = begun;
        return this;
    }

    /**
     * Asks the servers that are set. Where none of them gives anything to go by, it asks where the site was before, or has
     * said that it goes.
     *
     * @return what was verified, and at which servers: the ones to go on with
     * @throws UpdateFailure nothing complete, genuine and fresh could be had
     */
    public VerifiedState check() throws UpdateFailure {
        AddressNote note = AddressNote.read(home);
        VerifiedState state;
        try {
            state = check(lookingBack(note));
        } catch (SourceFailure e) {
            state = elsewhere(note, e);
        }
        return follow(state, note);
    }

    private VerifiedState check(Settings asked) throws UpdateFailure {
        Optional<VerifiedState> known = ahead == null ? Optional.empty() : ahead.take(asked);
        return known.isPresent() ? known.get() : verifier.check(asked);
    }

    /**
     * Whoever has stolen a site's online key may lead PCs to a server of his own, where they would never hear that the key
     * counts no more. So they ask where they came from, too, now and then: the newest genuine word wins.
     */
    private Settings lookingBack(AddressNote note) {
        if (note.former().isEmpty()) {
            return settings;
        }
        Path file = AddressNote.file(home);
        try {
            Instant last = Files.getLastModifiedTime(file).toInstant();
            Duration since = Duration.between(last, clock.instant());
            if (!since.isNegative() && since.compareTo(LOOK_BACK) < 0) {
                return settings;
            }
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException e) {
            return settings;
        }
        List<URI> all = new ArrayList<>(settings.servers());
        all.addAll(note.former());
        return settings.withServers(all);
    }

    private VerifiedState elsewhere(AddressNote note, SourceFailure failure) throws UpdateFailure {
        List<URI> others = note.elsewhere();
        if (others.isEmpty() || ProxyRefusedException.in(failure).isPresent()) {
            throw failure;
        }
        try {
            VerifiedState state = inAHurry.check(settings.withServers(others));
            LOG.warn("not at {}, but the site answers elsewhere: {}", settings.servers(), failure.getMessage());
            return state;
        } catch (UpdateFailure e) {
            LOG.debug("nor elsewhere", e);
            throw failure;
        }
    }

    private VerifiedState follow(VerifiedState state, AddressNote note) {
        Optional<SiteAddress> said;
        try {
            said = state.address();
        } catch (InvalidReleaseException e) {
            LOG.warn("the site's word on its address is passed over: {}", e.getMessage());
            return state;
        }
        if (said.isEmpty() || said.get().identity().equals(note.followed())) {
            // What could not be followed was taken back.
            keep(note, note.following(note.followed()));
            return state;
        }
        SiteAddress address = said.get();
        List<String> asked = settings.servers().stream().map(URI::toString).toList();
        if (address.isAmong(asked)) {
            keep(note, note.following(address.identity()));
            return state;
        }
        boolean encrypted = asked.stream().anyMatch(SiteAddress::isEncrypted);
        if (encrypted && !address.servers().stream().allMatch(SiteAddress::isEncrypted)) {
            return refuse(note, address, Reason.NOT_ENCRYPTED, "it would lead from https to http", state);
        }
        return tryOut(address, note, state);
    }

    private VerifiedState tryOut(SiteAddress address, AddressNote note, VerifiedState state) {
        VerifiedState there;
        try {
            // By the first alone: one of the others may well be where this PC asks already.
            there = inAHurry.check(settings.withServers(uris(address).subList(0, 1)));
        } catch (UpdateFailure e) {
            return refuse(note, address, reason(e), String.valueOf(e.getMessage()), state);
        }
        try {
            move(address, note);
        } catch (IOException e) {
            there.close();
            return refuse(note, address, Reason.DISK, String.valueOf(e.getMessage()), state);
        }
        state.close();
        LOG.info("the site's servers have moved: from {} to {}", settings.servers(), address.text());
        return there;
    }

    /**
     * The former addresses before anything else, and that this statement was followed last: killed in between, this PC
     * asks at the old or at the new address, and the next check completes the note.
     */
    private void move(SiteAddress address, AddressNote note) throws IOException {
        List<URI> former = new ArrayList<>(settings.servers());
        note.former().stream().filter(server -> !former.contains(server)).forEach(former::add);
        former.removeAll(uris(address));
        List<URI> kept = former.subList(0, Math.min(AddressNote.MOST_FORMER, former.size()));
        AddressNote before = new AddressNote(note.followed(), kept, note.refused());
        before.write(home);
        SettingsFile.change(home.settings(), Map.of(SettingsFile.SERVER, address.text()));
        before.following(address.identity()).write(home);
    }

    private static List<URI> uris(SiteAddress address) {
        return address.servers().stream().map(URI::create).toList();
    }

    private static Reason reason(UpdateFailure failure) {
        return switch (failure.code()) {
            case NOT_TRUSTED -> Reason.NOT_TRUSTED;
            case NOT_FRESH -> Reason.NOT_FRESH;
            case DISK, BUSY, NO_SPACE -> Reason.DISK;
            default -> Reason.NO_SERVER;
        };
    }

    private VerifiedState refuse(
            AddressNote note, SiteAddress address, Reason reason, String detail, VerifiedState state) {
        LOG.warn("the site says that it is at {}; not followed: {}", address.text(), detail);
        keep(note, note.refusing(new Refused(uris(address), reason)));
        return state;
    }

    private void keep(AddressNote known, AddressNote note) {
        try {
            if (!note.lines().equals(known.lines())) {
                note.write(home);
            }
        } catch (IOException e) {
            LOG.warn("cannot keep what is known of the site's address: {}", e.toString());
        }
    }
}
