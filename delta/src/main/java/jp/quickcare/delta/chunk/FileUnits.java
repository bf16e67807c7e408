package jp.quickcare.delta.chunk;

/**
 * The units of one file of the release, as the index lists them.
 *
 * @param form what they make
 * @param headers how many of them are of its headers; they come first
 * @param from number of the first, counted over all files
 * @param count how many in all
 */
record FileUnits(Form form, int headers, int from, int count) {
    /** What units make. */
    enum Form {
        /** A plain file. */
        PLAIN,
        /** A zip. */
        ZIP,
        /** Nothing: the file is not in the object. */
        LEFT_OUT
    }

    boolean zip() {
        return form == Form.ZIP;
    }

    UnitKind kind(int unit) {
        if (!zip()) {
            return UnitKind.RAW;
        }
        return unit - from < headers ? UnitKind.HEADERS : UnitKind.ENTRIES;
    }
}
