package jp.quickcare.server.reports;

import java.time.Instant;

/**
 * One step of one PC. It is known by the PC, the update and the number; it may come twice, late and in any order.
 *
 * @param update which update, a UUID of the PC's
 * @param seq its number there
 * @param time when, by the PC's clock
 * @param step what it says
 */
record Report(String update, long seq, Instant time, Step step) {}
