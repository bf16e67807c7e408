package jp.quickcare.delta.chunk;

/**
 * Where a unit lies in its file.
 *
 * @param at first byte, of the file or of its header columns, or first entry
 * @param length how many of them
 * @param hash stands for its content: 8 bytes of SHA-256
 */
record Unit(UnitKind kind, long at, long length, long hash) {}
