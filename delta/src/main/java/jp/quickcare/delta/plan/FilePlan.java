package jp.quickcare.delta.plan;

/**
 * What is done about a changed file.
 *
 * @param counterpart the old file that it resembles, by its number, or -1
 */
public record FilePlan(int counterpart, Content content) {}
