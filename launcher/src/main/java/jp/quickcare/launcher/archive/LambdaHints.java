package jp.quickcare.launcher.archive;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lambdas of one class file, in the words in which Java lists those that a start has used. Java makes the class behind a
 * lambda when it is first used, which takes it nearly a millisecond each; those that are listed it makes with the
 * archive. The form is that of the Java Virtual Machine Specification, chapter 4. Not thread-safe.
 */
final class LambdaHints {
    private static final int MAGIC = 0xCAFEBABE;
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final List<String> KINDS = List.of(
            "",
            "",
            "",
            "",
            "",
            "REF_invokeVirtual",
            "REF_invokeStatic",
            "REF_invokeSpecial",
            "REF_newInvokeSpecial",
            "REF_invokeInterface");

    /** What a constant says: its tag, its text where it has one, the two numbers that it refers to. */
    private record Constant(int tag, String text, int first, int second) {}

    private record Bootstrap(int method, List<Integer> arguments) {}

    private final DataInputStream in;
    private final Map<Integer, Constant> constants = new HashMap<>();
    private final List<Bootstrap> bootstraps = new ArrayList<>();

    private LambdaHints(InputStream classFile) {
        in = new DataInputStream(classFile);
    }

    /**
     * Reads a class file.
     *
     * @param classFile read to its end, and not closed
     * @return a line for each lambda whose class an archive can hold, without line ends
     * @throws IOException it cannot be read, or is no class file
     */
    static List<String> of(InputStream classFile) throws IOException {
        LambdaHints hints = new LambdaHints(classFile);
        return hints.read();
    }

    private List<String> read() throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.skipNBytes(4);
        readConstants();
        in.skipNBytes(2);
        String name = text(constant(in.readUnsignedShort()).first());
        in.skipNBytes(2);
        in.skipNBytes(2L * in.readUnsignedShort());
        skipMembers();
        skipMembers();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            readAttribute();
        }
        List<String> lines = new ArrayList<>();
        for (Constant each : constants.values()) {
            if (each.tag() == 18) {
                addLine(lines, name, each);
            }
        }
        return lines;
    }

    private void readConstants() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants.put(i, new Constant(tag, in.readUTF(), 0, 0));
                case 3, 4 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    // A long takes the place of two.
                    i++;
                }
                case 7, 8, 16, 19, 20 -> constants.put(i, new Constant(tag, "", in.readUnsignedShort(), 0));
                case 15 -> constants.put(i, new Constant(tag, "", in.readUnsignedByte(), in.readUnsignedShort()));
                case 9, 10, 11, 12, 17, 18 ->
                    constants.put(i, new Constant(tag, "", in.readUnsignedShort(), in.readUnsignedShort()));
                default -> throw new IOException("a constant of an unknown kind, " + tag);
            }
        }
    }

    private void skipMembers() throws IOException {
        for (int members = in.readUnsignedShort(); members > 0; members--) {
            in.skipNBytes(6);
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                in.skipNBytes(2);
                in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
            }
        }
    }

    private void readAttribute() throws IOException {
        String name = text(in.readUnsignedShort());
        long length = Integer.toUnsignedLong(in.readInt());
        if (!name.equals("BootstrapMethods")) {
            in.skipNBytes(length);
            return;
        }
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            int method = in.readUnsignedShort();
            List<Integer> arguments = new ArrayList<>();
            for (int each = in.readUnsignedShort(); each > 0; each--) {
                arguments.add(in.readUnsignedShort());
            }
            bootstraps.add(new Bootstrap(method, arguments));
        }
    }

    private void addLine(List<String> lines, String className, Constant dynamic) throws IOException {
        Bootstrap bootstrap = bootstraps.get(dynamic.first());
        if (!handle(bootstrap.method()).startsWith("REF_invokeStatic " + FACTORY + " metafactory ")) {
            // Text put together, records compared: of those an archive holds nothing.
            return;
        }
        Constant call = constant(dynamic.second());
        List<Integer> arguments = bootstrap.arguments();
        lines.add(String.join(
                " ",
                "@lambda-proxy",
                className,
                text(call.first()),
                text(call.second()),
                text(constant(arguments.get(0)).first()),
                handle(arguments.get(1)),
                text(constant(arguments.get(2)).first())));
    }

    private String handle(int index) throws IOException {
        Constant handle = constant(index);
        Constant member = constant(handle.second());
        Constant named = constant(member.second());
        return String.join(
                " ",
                KINDS.get(handle.first()),
                text(constant(member.first()).first()),
                text(named.first()),
                text(named.second()));
    }

    private Constant constant(int index) throws IOException {
        Constant found = constants.get(index);
        if (found == null) {
            throw new IOException("constant " + index + " is not there");
        }
        return found;
    }

    private String text(int index) throws IOException {
        return constant(index).text();
    }
}
