package jp.quickcare.delta.plan;

/** The columns of numbers in a plan. */
final class Columns {
    static final int FILE_KIND = 0;
    static final int COUNTERPART = 1;
    static final int ENTRY_COUNT = 2;
    static final int HEADERS_LENGTH = 3;
    static final int ENTRY_KIND = 4;
    static final int OLD_FILE = 5;
    static final int OLD_ENTRY = 6;
    static final int NEW_FILE = 7;
    static final int NEW_ENTRY = 8;
    static final int RECIPE = 9;
    static final int CONTENT_LENGTH = 10;
    static final int SOURCE_KIND = 11;
    static final int LANE = 12;
    static final int PART_COUNT = 13;
    static final int PART_OLD_OFFSET = 14;
    static final int PART_OLD_LENGTH = 15;
    static final int PART_LENGTH = 16;
    static final int GROUP_COUNT = 17;
    static final int GROUP_PARTS = 18;
    static final int LITERAL_CODED = 19;
    static final int LITERAL_DICTIONARY = 20;
    static final int LITERAL_PRESET = 21;
    static final int NESTED_COUNTERPART = 22;
    static final int ALL = 23;

    static final int ABSENT = 0;
    static final int PLAIN = 1;
    static final int CONTAINER = 2;
    static final int CONTAINER_ANEW = 3;
    static final int IMAGE = 4;

    static final int COPY_SAME = 0;
    static final int BUILD = 1;
    static final int BUILD_CONTAINER = 2;
    static final int BUILD_CONTAINER_ANEW = 3;
    static final int COPY_OLD = 4;
    static final int COPY_NEW = 5;
    static final int DERIVED = 6;

    static final int FROM_COUNTERPART = 0;
    static final int FROM_NOTHING = 1;
    static final int FROM_ELSEWHERE = 2;

    private Columns() {}
}
