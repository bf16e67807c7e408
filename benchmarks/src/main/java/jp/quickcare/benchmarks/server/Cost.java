package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process and its children have cost so far, by Linux' own count. */
final class Cost {
    private static final double TICKS_PER_SECOND = 100;

    private Cost() {}

    /** Seconds of CPU, of the process and of the children that it has now. */
    static double cpuSeconds(ProcessHandle process) {
        return withChildren(process).mapToDouble(Cost::ownCpuSeconds).sum();
    }

    /** Bytes in memory now, pages that several share counted in each. */
    static long residentBytes(ProcessHandle process) {
        return withChildren(process).mapToLong(Cost::ownResidentBytes).sum();
    }

    private static Stream<ProcessHandle> withChildren(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static double ownCpuSeconds(ProcessHandle process) {
        String stat = read(process, "stat");
        // The name of the program is in brackets and may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 16);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static long ownResidentBytes(ProcessHandle process) {
        return read(process, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private static String read(ProcessHandle process, String name) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("process " + process.pid() + " has ended", e);
        }
    }
}
