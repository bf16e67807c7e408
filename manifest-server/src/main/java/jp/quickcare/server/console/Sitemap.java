package jp.quickcare.server.console;

import java.util.HashMap;
import java.util.Map;

/** Which page stands under which name, and what may be done. */
final class Sitemap {
    private final ReleasePages releases;
    private final OfferPages offers;
    private final SettingsPages settings;
    private final AddressPages address;
    private final ServiceAction service;
    private final LoginPage login;
    private final AboutPages about = new AboutPages();
    private final OverviewPages overview;
    private final ClientPages clients;
    private final LogPages log;
    private final Imports imports;

    Sitemap(ConsoleParts parts, Door door, LoginPage login) {
        Journal journal = new Journal(parts);
        Held held = new Held(parts);
        this.imports = new Imports(parts, journal);
        this.releases = new ReleasePages(parts, held, imports, journal);
        this.offers = new OfferPages(parts, held, journal);
        this.settings = new SettingsPages(parts, door, login, journal);
        this.address = new AddressPages(parts, journal);
        this.service = new ServiceAction(parts, journal);
        this.overview = new OverviewPages(parts, held, releases);
        this.clients = new ClientPages(parts, held, journal);
        this.log = new LogPages(parts);
        this.login = login;
    }

    Imports imports() {
        return imports;
    }

    /** What is shown. A name that ends in a slash is for all names under it. */
    Map<String, Console.Page> pages() {
        Map<String, Console.Page> pages = new HashMap<>();
        pages.put(Console.PATH, overview::show);
        pages.put(Console.PATH + "/connections", clients::connections);
        pages.put(Console.PATH + "/updates", clients::updates);
        pages.put(ClientPages.PATH, clients::list);
        pages.put(ClientPages.PATH + "/", clients::one);
        pages.put(LogPages.PATH, log::show);
        pages.put(LogPages.PATH + ".csv", log::export);
        pages.put(ReleasePages.PATH, releases::show);
        pages.put(OfferPages.PATH, offers::show);
        pages.put(SettingsPages.PATH, settings::show);
        pages.put(AddressPages.PATH, address::show);
        pages.put(Console.PATH + "/about", about::show);
        return Map.copyOf(pages);
    }

    /** What is done. */
    Map<String, Console.Page> actions() {
        Map<String, Console.Page> actions = new HashMap<>();
        actions.put(ReleasePages.PATH + "/import", releases::importFrom);
        actions.put(ReleasePages.PATH + "/clean", releases::clean);
        actions.put(OfferPages.PATH, offers::offer);
        actions.put(OfferPages.PATH + "/preview", offers::preview);
        actions.put(ClientPages.PATH + "/forget", clients::forget);
        actions.put(SettingsPages.PATH, settings::save);
        actions.put(AddressPages.PATH, address::say);
        actions.put(ServiceAction.PATH, service::end);
        actions.put(Console.PATH + "/password", settings::password);
        actions.put(Console.PATH + "/language", settings::language);
        actions.put(Console.PATH + "/logout", login::logOut);
        return Map.copyOf(actions);
    }
}
