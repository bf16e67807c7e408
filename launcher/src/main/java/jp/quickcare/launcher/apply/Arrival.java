package jp.quickcare.launcher.apply;

import jp.quickcare.launcher.receipt.FileStamp;

/**
 * A verified file on its way to its place.
 *
 * @param move from where it waits to its place
 * @param stamp what the file system said of it when it was verified; a rename keeps it
 */
record Arrival(Move move, FileStamp stamp) {}
