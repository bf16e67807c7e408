package jp.quickcare.windows.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import jp.quickcare.server.cli.ServerCommandLine;
import jp.quickcare.server.cli.SiteLanguage;
import jp.quickcare.server.messages.Language;
import jp.quickcare.server.service.Ending;
import jp.quickcare.server.service.ThisService;

/** The process of the server's service of Windows: runs the server, and ends it in good order when Windows says so. */
public final class ServiceHost {
    private static final int NOT_A_SERVICE = 2;

    /** What a service runs. */
    interface Program {
        /** Runs until it is asked to end; has ended in good order when it returns. @return its exit code */
        int run(Path site, Ending ending);
    }

    private final String name;
    private final Program program;

    /** @param name the service's */
    ServiceHost(String name, Program program) {
        this.name = name;
        this.program = program;
    }

    /** Run by Windows only; the server of the site that the service was installed for. */
    public static void main(String[] arguments) {
        System.exit(new ServiceHost(ThisService.name().orElse(""), ServiceHost::serve).run());
    }

    private static int serve(Path site, Ending ending) {
        String[] command = {"serve", "--dir", site.toString()};
        Locale locale = Language.of(System.getenv(), SiteLanguage.of(command));
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        return ServerCommandLine.run(locale, out, out, ending, command);
    }

    /** Returns when the service has ended. @return the exit code of the process */
    int run() {
        OptionalInt code = new ServiceProcess(name, new SiteProgram()).run();
        if (code.isEmpty()) {
            System.err.println("Only Windows starts this, as a service; run: manifest-server serve --dir FOLDER");
        }
        return code.orElse(NOT_A_SERVICE);
    }

    private final class SiteProgram implements ServiceProcess.Program {
        private final Ending ending = new Ending();

        @Override
        public int run() throws IOException {
            // By Windows' word for it and not as an argument: Java's command line knows the letters of one country
            // only.
            Path site = WindowsServices.image(name).flatMap(ServiceImage::site).orElseThrow();
            ServiceLog.begin(site);
            return program.run(site, ending);
        }

        @Override
        public void stop() {
            ending.stop();
        }
    }
}
