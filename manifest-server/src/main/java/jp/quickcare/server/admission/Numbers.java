package jp.quickcare.server.admission;

/**
 * How busy it is.
 *
 * @param updating so many clients have a place
 * @param waiting so many wait for one
 * @param limit so many places there are
 */
public record Numbers(int updating, int waiting, int limit) {}
