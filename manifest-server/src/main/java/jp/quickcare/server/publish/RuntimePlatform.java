package jp.quickcare.server.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.publish.SourceFolder.SourceFile;

/**
 * For which system and processor a Java runtime is, as the program in it that starts Java says. A PC would find out too
 * late: it would bring all of it, try it, and go on with the one that it has.
 */
final class RuntimePlatform {
    private static final int MUCH_OF_A_HEADER = 4096;
    private static final int ELF = 0x464c457f;
    private static final int ELF_MACHINE_AT = 18;
    private static final int MACH_O = 0xfeedfacf;
    private static final int MACH_O_CPU_AT = 4;
    private static final int PE_HEADER_AT = 0x3c;
    private static final int PE = 0x4550;

    private RuntimePlatform() {}

    /** @throws ServerFailure it is a runtime, and none for its platform */
    static void require(TargetName name, Path folder, List<SourceFile> files) throws ServerFailure, IOException {
        if (!name.app().equals(Ids.RUNTIME)) {
            return;
        }
        String program = name.platform().startsWith("win-") ? "bin/java.exe" : "bin/java";
        Path java = files.stream()
                .filter(file -> file.path().toString().equals(program))
                .map(SourceFile::file)
                .findFirst()
                .orElseThrow(() ->
                        ServerFailure.badInput(Sentence.of("publish.runtime-lacks", folder, name.platform(), program)));
        String found = platform(java);
        if (!fits(found, name.platform())) {
            throw ServerFailure.badInput(Sentence.of("publish.runtime-other", folder, found, name.platform(), program));
        }
    }

    /** What cannot be told, as of a script, is left to the PC's trial. */
    private static boolean fits(String found, String wanted) {
        if (found.isEmpty()) {
            return true;
        }
        boolean known = wanted.matches("(win|linux|mac)-(x64|arm64)(-.*)?");
        return !known || wanted.equals(found) || wanted.startsWith(found + "-");
    }

    private static String platform(Path program) throws IOException {
        ByteBuffer header;
        try (InputStream in = Files.newInputStream(program)) {
            header = ByteBuffer.wrap(in.readNBytes(MUCH_OF_A_HEADER)).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (header.limit() < PE_HEADER_AT + Integer.BYTES) {
            return "";
        }
        if (header.getInt(0) == ELF) {
            return "linux-" + processor(header.getShort(ELF_MACHINE_AT), 62, 183);
        }
        if (header.getInt(0) == MACH_O) {
            return "mac-" + processor(header.getInt(MACH_O_CPU_AT), 0x01000007, 0x0100000c);
        }
        int at = header.getInt(PE_HEADER_AT);
        boolean windows = header.get(0) == 'M' && header.get(1) == 'Z' && at > 0 && at < header.limit() - 6;
        return windows && header.getInt(at) == PE
                ? "win-" + processor(header.getShort(at + Integer.BYTES) & 0xffff, 0x8664, 0xaa64)
                : "";
    }

    private static String processor(int machine, int x64, int arm64) {
        if (machine == x64) {
            return "x64";
        }
        return machine == arm64 ? "arm64" : "other";
    }
}
