package jp.quickcare.launcher.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A process of its own that keeps three reports and forgets the first, so that it can be killed in the middle. */
final class SpoolingRun {
    /** An update's number. */
    static final String UPDATE = "00000000-0000-4000-8000-000000000001";

    private SpoolingRun() {}

    public static void main(String[] args) throws Exception {
        Spool spool = new Spool(Path.of(args[0], "state", "reports"));
        for (int seq = 0; seq < 3; seq++) {
            spool.add(new Report(UPDATE, seq, "update-started", Map.of()), Instant.EPOCH);
            System.out.println("kept " + seq);
        }
        spool.remove(List.of(spool.all().get(0)));
        System.out.println("forgot 0");
    }
}
