package jp.quickcare.manifest.release;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.tuf.TargetInfo;

/**
 * Where a site's servers are from now on, as the site signed it (SPEC C2, THREATS SA8): the target {@value #PATH} of the
 * site's own repository, empty, with the statement in its {@code custom}. It is part of the site's targets, so nobody
 * else can make it, and none can be shown again once a newer one was seen.
 *
 * @param servers addresses in the order in which a PC asks them; 1 to {@link #MOST}
 * @param since when it was said, to the second: what tells one statement from another with the same addresses
 */
public record SiteAddress(List<String> servers, Instant since) {
    /** Its target path. */
    public static final String PATH = "site/address.json";

    /** How many addresses it may name. */
    public static final int MOST = 8;

    /** How long an address may be. */
    public static final int LONGEST = 300;

    /** Plain ones only: no user name, query or fragment, nothing that is written in two ways. */
    private static final Pattern FORM =
            Pattern.compile("(?<scheme>(?i:https?))://(?<host>(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)*"
                    + "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])"
                    + "(?::(?<port>[0-9]{1,5}))?(?<path>(?:/[A-Za-z0-9._~-]*)*)");

    private static final String SERVERS = "servers";
    private static final String SINCE = "since";

    /** Checks every address; {@link IllegalArgumentException} names the one that cannot be used. */
    public SiteAddress {
        servers = List.copyOf(servers);
        since = since.truncatedTo(ChronoUnit.SECONDS);
        if (servers.isEmpty() || servers.size() > MOST) {
            throw new IllegalArgumentException(servers.size() + " addresses");
        }
        servers.forEach(SiteAddress::require);
    }

    /**
     * An address as a person types it; {@code http://} where nothing is said. {@link IllegalArgumentException} where it is
     * none.
     */
    public static String parse(String text) {
        return require(text.contains("://") ? text : "http://" + text);
    }

    private static String require(String server) {
        boolean fits = server.length() <= LONGEST && matched(server).matches();
        if (!fits || port(matched(server)) > 65_535) {
            throw new IllegalArgumentException("no address of a server: " + Text.visible(server, 80));
        }
        return server;
    }

    private static Matcher matched(String server) {
        return FORM.matcher(server);
    }

    private static int port(Matcher form) {
        if (!form.matches()) {
            return -1;
        }
        String port = form.group("port");
        return port != null ? Integer.parseInt(port) : form.group("scheme").length() > "http".length() ? 443 : 80;
    }

    /** Whether nobody on the way can read what is said there. */
    public static boolean isEncrypted(String server) {
        return server.regionMatches(true, 0, "https://", 0, "https://".length());
    }

    /** One form for all ways of writing an address that lead to the same place; as it is where it is no address. */
    public static String plain(String server) {
        Matcher form = matched(server);
        int port = port(form);
        if (port < 0) {
            return server;
        }
        String path = form.group("path");
        String before = form.group("scheme") + "://" + form.group("host");
        return before.toLowerCase(Locale.ROOT) + ":" + port + path + (path.endsWith("/") ? "" : "/");
    }

    /** Whether somebody who asks these asks all of its addresses already. */
    public boolean isAmong(Collection<String> others) {
        List<String> have = others.stream().map(SiteAddress::plain).toList();
        return servers.stream().map(SiteAddress::plain).allMatch(have::contains);
    }

    /** The addresses with blanks between them, as settings have them. */
    public String text() {
        return String.join(" ", servers);
    }

    /** Tells it from every other statement. */
    public String identity() {
        return since + " " + text();
    }

    /**
     * The statement among a site's verified targets.
     *
     * @return empty where the site says nothing of its address
     * @throws InvalidReleaseException there is one that is out of bounds
     */
    public static Optional<SiteAddress> of(Collection<TargetInfo> siteTargets) throws InvalidReleaseException {
        for (TargetInfo target : siteTargets) {
            if (target.path().equals(PATH)) {
                return Optional.of(of(target));
            }
        }
        return Optional.empty();
    }

    private static SiteAddress of(TargetInfo target) throws InvalidReleaseException {
        try {
            JsonObject custom = target.custom().orElseThrow(() -> new JsonException("it says nothing"));
            return new SiteAddress(custom.array(SERVERS).strings(), Instant.parse(custom.string(SINCE)));
        } catch (JsonException | DateTimeException | IllegalArgumentException e) {
            throw new InvalidReleaseException("the site's address: " + e.getMessage(), e);
        }
    }

    /**
     * As the site's targets list it.
     *
     * @param role the role that signs it
     */
    public TargetInfo toTarget(String role) {
        JsonObject custom = JsonObject.builder()
                .put(SERVERS, JsonArray.ofStrings(servers))
                .put(SINCE, since.toString())
                .build();
        return new TargetInfo(PATH, 0, Map.of("sha256", Sha256.of(new byte[0]).hex()), Optional.of(custom), role);
    }
}
