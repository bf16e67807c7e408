package jp.quickcare.server.admission;

/**
 * How a ticket stands.
 *
 * @param granted whether it has a place; else it waits for one
 * @param numbers how busy it is
 */
record Standing(boolean granted, Numbers numbers) {}
