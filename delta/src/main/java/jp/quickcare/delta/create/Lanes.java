package jp.quickcare.delta.create;

/** Which lane content belongs to: the literals of like content are packed together. */
final class Lanes {
    static final int CLASSES = 0;
    static final int TEXT = 1;
    static final int MACHINE_CODE = 2;
    static final int OTHER = 3;

    private Lanes() {}

    /** @param head the first bytes of the content, some hundred where there are as many */
    static int of(byte[] head) {
        if (startsWith(head, 0xca, 0xfe, 0xba, 0xbe, 0, 0, 0)) {
            return CLASSES;
        }
        boolean executable = startsWith(head, 0x7f, 'E', 'L', 'F')
                || startsWith(head, 'M', 'Z')
                || startsWith(head, 0xcf, 0xfa, 0xed, 0xfe)
                || startsWith(head, 0xca, 0xfe, 0xba, 0xbe);
        if (executable) {
            return MACHINE_CODE;
        }
        int odd = 0;
        for (byte b : head) {
            if (b >= 0 && b < 32 && b != '\n' && b != '\r' && b != '\t') {
                odd++;
            }
        }
        return odd == 0 ? TEXT : OTHER;
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
