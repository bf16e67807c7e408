package jp.quickcare.server.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import jp.quickcare.manifest.release.SiteAddress;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.site.AddressSigner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "address",
        description = {
            "Tells the PCs that this site's server has moved: signed, and followed once by each PC when it finds this"
                    + " very site there. Without an address it says what is told now.",
            "Run it while the server answers at the old address and at the new one."
        })
final class AddressCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FolderOptions folder = new FolderOptions();

    @Option(names = "--remove", description = "Tells nothing any more: PCs stay where they are.")
    private boolean remove;

    @Parameters(
            paramLabel = "ADDRESS",
            arity = "0..*",
            description = "Where the server is now, for example http://server-2/. Several are asked in this order.")
    private List<String> addresses = new ArrayList<>();

    @Override
    public Integer call() throws ServerFailure {
        ServerFolder site = ServerFolder.site(folder.folder());
        AddressSigner signer = new AddressSigner(site, folder.keys(site), Instant.now());
        PrintWriter out = spec.commandLine().getOut();
        if (remove) {
            if (!addresses.isEmpty()) {
                throw ServerFailure.badInput(Sentence.of("address.either"));
            }
            if (signer.takeBack()) {
                Noted.note(site, "address-removed", Map.of());
            }
            out.println(Sentence.of("address.removed"));
        } else if (addresses.isEmpty()) {
            Optional<SiteAddress> said = signer.said();
            out.println(
                    said.isEmpty()
                            ? Sentence.of("address.none")
                            : Sentence.of(
                                    "address.said",
                                    said.get().text(),
                                    said.get().since()));
        } else {
            SiteAddress said = signer.say(parsed());
            Noted.note(site, "address", Map.of("address", said.text()));
            out.println(Sentence.of("address.now", said.text()));
        }
        return 0;
    }

    private List<String> parsed() throws ServerFailure {
        List<String> servers = new ArrayList<>();
        for (String address : addresses) {
            try {
                servers.add(SiteAddress.parse(address));
            } catch (IllegalArgumentException e) {
                throw ServerFailure.badInput(Sentence.of("address.impossible", String.valueOf(e.getMessage())));
            }
        }
        return servers;
    }
}
