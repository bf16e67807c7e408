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
        PLAIN(0),
        /** A zip. */
        ZIP(1),
        /** Nothing: the file is not in the object. */
        LEFT_OUT(2);

        private final int code;

        Form(int code) {
            this.code = code;
        }

        /** What stands for it in an index. */
        int code() {
            return code;
        }

        /** From {@link #code}, 0 to 2. */
        static Form ofCode(int code) {
            return switch (code) {
                case 0 -> PLAIN;
                case 1 -> ZIP;
                case 2 -> LEFT_OUT;
                default -> throw new IllegalArgumentException("form " + code);
            };
        }
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
