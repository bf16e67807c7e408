package jp.quickcare.delta.difference;

/**
 * A step of making new bytes: some that lie over old ones, then some that come from nowhere.
 *
 * @param oldAt where the old ones begin
 * @param overLength how many lie over old ones
 * @param extraLength how many do not
 */
public record Control(int oldAt, int overLength, int extraLength) {}
