package jp.quickcare.server.offer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.release.Agreement;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.SiteAddress;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.manifest.tuf.Delegations;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.HeldRelease;
import jp.quickcare.server.repository.HeldReleases;
import jp.quickcare.server.repository.Lifetimes;
import jp.quickcare.server.repository.MetadataFolder;
import jp.quickcare.server.repository.RepositorySigner;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;

/** Signs what a site wants its PCs to run: one offer an application, channel and platform (SPEC A6, A7, A34). */
public final class Offering {
    private final ServerFolder site;
    private final KeyFolder keys;
    private final Instant now;

    /** @param now the present, from which lifetimes run */
    public Offering(ServerFolder site, KeyFolder keys, Instant now) {
        this.site = site;
        this.keys = keys;
        this.now = now;
    }

    /** All offers in force. */
    public List<Offer> list() throws ServerFailure {
        return offers(RepositoryState.load(site.repository().siteMetadata(), now));
    }

    /** Makes an offer for every platform of the release. @return the offers that changed, with their new terms */
    public List<Offer> offer(OfferRequest request) throws ServerFailure {
        return FolderLock.holding(site.path(), "offer " + request.app() + " on " + request.channel(), () -> {
            MetadataFolder metadata = site.repository().siteMetadata();
            RepositoryState state = RepositoryState.load(metadata, now);
            List<Offer> before = offers(state);
            List<HeldRelease> releases = choose(request, before);
            if (!request.allTheSame() && request.mode() != StartMode.REFUSED) {
                for (HeldRelease release : releases) {
                    requireWayBack(request, release, before);
                }
            }
            List<Offer> changed = new ArrayList<>();
            for (HeldRelease release : releases) {
                changed.add(offer(request, release, before));
            }
            RepositorySigner signer = new RepositorySigner(metadata, keys, Lifetimes.SITE, now);
            Targets listed = listing(merge(before, changed), replaced(before, changed), address(state));
            signer.commit(state, Map.of(RepositoryState.TARGETS, listed));
            return changed;
        });
    }

    private List<Offer> offers(RepositoryState state) throws ServerFailure {
        Targets targets = state.targets().get(RepositoryState.TARGETS);
        try {
            return targets == null ? List.of() : Offer.of(targets.targets().values());
        } catch (InvalidReleaseException e) {
            throw new ServerFailure(
                    FailureCode.DAMAGED_REPOSITORY,
                    Sentence.of("offer.damaged", site.path(), String.valueOf(e.getMessage())),
                    e);
        }
    }

    private List<HeldRelease> choose(OfferRequest request, List<Offer> before) throws ServerFailure {
        List<HeldRelease> held = HeldReleases.of(site.repository(), now).stream()
                .filter(release -> release.name().app().equals(request.app()))
                .toList();
        if (held.isEmpty()) {
            throw ServerFailure.badInput(Sentence.of("offer.no-app", site.path(), request.app()));
        }
        if (request.version().isPresent()) {
            List<HeldRelease> ofVersion = held.stream()
                    .filter(release ->
                            release.name().version().equals(request.version().get()))
                    .toList();
            if (ofVersion.isEmpty()) {
                throw ServerFailure.badInput(Sentence.of(
                        "offer.no-version",
                        site.path(),
                        request.app(),
                        request.version().get(),
                        Sentence.list(
                                "list.comma",
                                held.stream()
                                        .map(release -> release.name().version())
                                        .distinct()
                                        .toList())));
            }
            return ofVersion;
        }
        Map<String, HeldRelease> byPlatform = new LinkedHashMap<>();
        for (HeldRelease release : held) {
            byPlatform.merge(release.name().platform(), release, (a, b) -> a.counter() >= b.counter() ? a : b);
        }
        if (request.mode() == StartMode.REFUSED) {
            // Nobody is to start, and that says nothing about which release it is that they may not start.
            for (HeldRelease release : held) {
                boolean offered = before.stream()
                        .anyMatch(offer -> offer.channel().equals(request.channel())
                                && offer.target().path().equals(release.name().toString()));
                if (offered) {
                    byPlatform.put(release.name().platform(), release);
                }
            }
        }
        return List.copyOf(byPlatform.values());
    }

    /**
     * PCs refuse to go back but to a release whose listing says so, and an administrator would only learn that from PCs
     * that do not (THREATS CT6).
     */
    private void requireWayBack(OfferRequest request, HeldRelease release, List<Offer> before) throws ServerFailure {
        Optional<Offer> old = before.stream()
                .filter(offer -> isSamePlace(
                        offer, request.app(), request.channel(), release.name().platform()))
                .findFirst();
        if (old.isEmpty()) {
            return;
        }
        String oldPath = old.get().target().path();
        Optional<HeldRelease> newer = HeldReleases.of(site.repository(), now).stream()
                .filter(other -> other.name().toString().equals(oldPath))
                .findFirst();
        long installed = newer.map(HeldRelease::counter).orElse(old.get().requiredCounter());
        if (!Agreement.mayReplace(release.listed(), release.counter(), installed)) {
            throw ServerFailure.badInput(Sentence.of(
                    "offer.older",
                    request.app(),
                    release.name().version(),
                    TargetName.of(oldPath).version()));
        }
    }

    private static Offer offer(OfferRequest request, HeldRelease release, List<Offer> before) throws ServerFailure {
        String platform = release.name().platform();
        Optional<Offer> old = before.stream()
                .filter(offer -> isSamePlace(offer, request.app(), request.channel(), platform))
                .findFirst();
        long required = old.map(Offer::requiredCounter).orElse(0L);
        if (request.mode() == StartMode.REQUIRED) {
            required = Math.max(required, release.counter());
        }
        try {
            return new Offer(
                    request.app(),
                    request.channel(),
                    platform,
                    request.mode(),
                    request.message(),
                    request.newInstalls().or(() -> old.map(Offer::newInstalls)).orElse(true),
                    required,
                    release.listed());
        } catch (IllegalArgumentException e) {
            throw new ServerFailure(
                    FailureCode.BAD_INPUT, Sentence.of("offer.impossible", String.valueOf(e.getMessage())), e);
        }
    }

    private static boolean isSamePlace(Offer offer, String app, String channel, String platform) {
        return offer.app().equals(app)
                && offer.channel().equals(channel)
                && offer.platform().equals(platform);
    }

    private static List<Offer> merge(List<Offer> before, List<Offer> changed) {
        List<Offer> all = new ArrayList<>(before);
        for (Offer offer : changed) {
            all.removeIf(old -> isSamePlace(old, offer.app(), offer.channel(), offer.platform()));
            all.add(offer);
        }
        return all;
    }

    /** The releases that were offered until now: PCs may be at them still, or want to repair them. */
    private static List<TargetInfo> replaced(List<Offer> before, List<Offer> changed) {
        List<TargetInfo> targets = new ArrayList<>();
        for (Offer offer : changed) {
            before.stream()
                    .filter(old -> isSamePlace(old, offer.app(), offer.channel(), offer.platform()))
                    .map(Offer::target)
                    .forEach(targets::add);
        }
        return targets;
    }

    /** Where the site's servers are is no offer, and stays as it is. */
    private static Optional<TargetInfo> address(RepositoryState state) {
        return Optional.ofNullable(state.targets().get(RepositoryState.TARGETS))
                .map(targets -> targets.targets().get(SiteAddress.PATH));
    }

    /** What is offered, and what was until just now, with no offer. */
    private Targets listing(List<Offer> offers, List<TargetInfo> replaced, Optional<TargetInfo> address) {
        Map<String, List<Offer>> byTarget = new LinkedHashMap<>();
        Map<String, TargetInfo> targets = new LinkedHashMap<>();
        for (Offer offer : offers) {
            byTarget.computeIfAbsent(offer.target().path(), path -> new ArrayList<>())
                    .add(offer);
            targets.put(offer.target().path(), offer.target());
        }
        for (TargetInfo target : replaced) {
            targets.putIfAbsent(target.path(), target);
        }
        Map<String, TargetInfo> listed = new LinkedHashMap<>();
        targets.forEach((path, target) -> listed.put(
                path,
                new TargetInfo(
                        path,
                        target.lengthBytes(),
                        target.hashes(),
                        Optional.of(Offer.toCustom(byTarget.getOrDefault(path, List.of()))),
                        RepositoryState.TARGETS)));
        address.ifPresent(said -> listed.put(SiteAddress.PATH, said));
        return new Targets(1, now, listed, Delegations.NONE);
    }
}
