package jp.quickcare.server.console.page;

import java.util.Optional;

/**
 * Where the PCs are told that the site's server is.
 *
 * @param said the addresses with blanks between them; empty where nothing is told
 * @param since when that was said, in words
 * @param here at which address this page was asked for
 * @param typed what stands in the field
 * @param error why that was refused, in words; empty where it was not
 */
public record AddressPage(Optional<String> said, String since, String here, String typed, String error) {}
