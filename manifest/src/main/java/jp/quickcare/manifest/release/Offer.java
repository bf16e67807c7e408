package jp.quickcare.manifest.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonValue;
import jp.quickcare.manifest.tuf.TargetInfo;

/**
 * What a site wants the PCs on one channel to run, as the site signed it: its policy (SPEC A6, A7, A34). It names a
 * release; only together with the vendor's word for the same release is that to be trusted.
 *
 * @param app which application
 * @param channel which channel
 * @param platform of the release
 * @param mode what to do about an old release
 * @param message by language, shown in the dialog; at most {@link #MAX_MESSAGE_LENGTH} characters each, of the control
 *     characters only line feeds
 * @param newInstalls whether a PC that never had the application may install it
 * @param requiredCounter the highest counter ever offered as required on this channel, 0 for none: a client below it is
 *     required to update, whatever the mode
 * @param target the release manifest as the site lists it
 */
public record Offer(
        String app,
        String channel,
        String platform,
        StartMode mode,
        Map<String, String> message,
        boolean newInstalls,
        long requiredCounter,
        TargetInfo target) {
    /** How long a message may be, in UTF-16 units. */
    public static final int MAX_MESSAGE_LENGTH = 2_000;

    private static final String OFFERS = "offers";
    private static final int MAX_LANGUAGES = 20;

    /** Checks every part; {@link IllegalArgumentException} names the one that is out of bounds. */
    public Offer {
        Ids.requireApp(app);
        Ids.requireChannel(channel);
        Ids.requirePlatform(platform);
        if (requiredCounter < 0) {
            throw new IllegalArgumentException("requiredCounter " + requiredCounter);
        }
        if (message.size() > MAX_LANGUAGES) {
            throw new IllegalArgumentException("a message in " + message.size() + " languages");
        }
        message.forEach((language, text) -> {
            Ids.requireLanguage(language);
            if (text.length() > MAX_MESSAGE_LENGTH) {
                throw new IllegalArgumentException("a message of " + text.length() + " characters");
            }
            if (Text.hasControls(text.replace("\n", ""))) {
                throw new IllegalArgumentException("a message with control characters");
            }
        });
        message = Collections.unmodifiableMap(new LinkedHashMap<>(message));
    }

    /** The message in that language, else in English, else in the first there is, else empty. */
    public String message(Locale locale) {
        return Ids.inLanguage(message, locale);
    }

    /**
     * True for a client with this counter installed that must update before it starts (SPEC A6). A release that was
     * required once stays so for everybody below it, also behind a later optional one (SPEC A34); a release that is
     * itself below that one can make no client wait for what it does not bring.
     */
    public boolean requiredFor(long installedCounter, long offeredCounter) {
        boolean stillRequired = installedCounter < Math.min(requiredCounter, offeredCounter);
        return stillRequired || (mode == StartMode.REQUIRED && installedCounter != offeredCounter);
    }

    /**
     * All offers that a site's targets carry.
     *
     * @throws InvalidReleaseException where one is out of bounds, or two are for one application, channel and platform;
     *     then none of them counts
     */
    public static List<Offer> of(Collection<TargetInfo> siteTargets) throws InvalidReleaseException {
        // Lists of words as keys: a record's own comparison costs an update milliseconds at first use.
        Map<List<String>, Offer> offers = new LinkedHashMap<>();
        for (TargetInfo target : siteTargets) {
            for (Offer offer : of(target)) {
                if (offers.put(List.of(offer.app, offer.channel, offer.platform), offer) != null) {
                    throw new InvalidReleaseException(
                            "two offers for " + offer.app + " on " + offer.channel + " for " + offer.platform);
                }
            }
        }
        return List.copyOf(offers.values());
    }

    private static List<Offer> of(TargetInfo target) throws InvalidReleaseException {
        if (target.custom().isEmpty() || !target.custom().get().has(OFFERS)) {
            return List.of();
        }
        List<Offer> offers = new ArrayList<>();
        try {
            TargetName name = TargetName.of(target.path());
            for (JsonObject json : target.custom().get().array(OFFERS).objects()) {
                if (!json.string("app").equals(name.app())) {
                    throw new JsonException("it is for another application");
                }
                offers.add(new Offer(
                        name.app(),
                        json.string("channel"),
                        name.platform(),
                        StartMode.ofWord(json.string("mode")),
                        ReleaseJson.readTexts(json.object("message")),
                        json.bool("newInstalls"),
                        json.integer("requiredCounter"),
                        target));
            }
        } catch (JsonException | IllegalArgumentException e) {
            throw new InvalidReleaseException("offer of " + Text.visible(target.path(), 80) + ": " + e.getMessage(), e);
        }
        return offers;
    }

    /** The {@code custom} member of a site's target that carries these offers, each for that target. */
    public static JsonObject toCustom(List<Offer> offers) {
        List<JsonValue> items = new ArrayList<>();
        for (Offer offer : offers) {
            items.add(JsonObject.builder()
                    .put("app", offer.app)
                    .put("channel", offer.channel)
                    .put("mode", offer.mode.word())
                    .put("message", ReleaseJson.writeTexts(offer.message))
                    .put("newInstalls", offer.newInstalls)
                    .put("requiredCounter", offer.requiredCounter)
                    .build());
        }
        return JsonObject.builder().put(OFFERS, new JsonArray(items)).build();
    }

    /** The offer for a PC: for its own platform, else for any. */
    public static Optional<Offer> choose(Collection<Offer> offers, String app, String channel, String platform) {
        return find(offers, app, channel, platform).or(() -> find(offers, app, channel, Ids.ANY_PLATFORM));
    }

    private static Optional<Offer> find(Collection<Offer> offers, String app, String channel, String platform) {
        return offers.stream()
                .filter(offer ->
                        offer.app.equals(app) && offer.channel.equals(channel) && offer.platform.equals(platform))
                .findFirst();
    }
}
