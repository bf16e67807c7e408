package jp.quickcare.server.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import jp.quickcare.manifest.tuf.DelegatedRole;
import jp.quickcare.manifest.tuf.RoleKeys;
import jp.quickcare.manifest.tuf.Root;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.keys.NamedKey;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.rotate.KeyRotation;
import jp.quickcare.server.rotate.RoleChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "key",
        description = "Makes and lists keys, and changes which of them sign.",
        subcommands = {
            KeyCommand.ListKeys.class,
            KeyCommand.Make.class,
            KeyCommand.RotateRoot.class,
            KeyCommand.Threshold.class
        })
final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which? list, make, rotate-root or threshold");
    }

    @Command(name = "list", description = "Lists the roles, their keys, and which private keys are here.")
    static final class ListKeys implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private FolderOptions folder = new FolderOptions();

        @Override
        public Integer call() throws ServerFailure {
            ServerFolder of = ServerFolder.open(folder.folder());
            KeyFolder keys = folder.keys(of);
            RepositoryState state = RepositoryState.loadUnderAnyRoot(of.ownMetadata(), Instant.now());
            PrintWriter out = spec.commandLine().getOut();
            Map<String, RoleKeys> roles = roles(state);
            roles.forEach((role, roleKeys) -> {
                out.println(Sentence.of(
                        "key.role",
                        role,
                        roleKeys.threshold(),
                        roleKeys.keyIds().size()));
                for (String id : roleKeys.keyIds()) {
                    Optional<NamedKey> key = keys.findId(id);
                    boolean here = key.flatMap(NamedKey::signer).isPresent();
                    Sentence name =
                            key.map(NamedKey::name).map(Sentence::verbatim).orElse(Sentence.of("key.no-name"));
                    out.println(Sentence.of(here ? "key.here" : "key.offline", id.substring(0, 12), name));
                }
            });
            for (NamedKey key : keys.all()) {
                boolean used = roles.values().stream()
                        .anyMatch(role -> role.keyIds().contains(key.key().keyId()));
                if (!used) {
                    out.println(Sentence.of("key.no-role", key.shortId(), key.name()));
                }
            }
            return 0;
        }

        private static Map<String, RoleKeys> roles(RepositoryState state) {
            Map<String, RoleKeys> roles = new LinkedHashMap<>();
            Root.ROLES.forEach(role -> roles.put(role, state.root().role(role)));
            Targets top = state.targets().get(RepositoryState.TARGETS);
            if (top != null) {
                for (DelegatedRole role : top.delegations().roles()) {
                    roles.put(role.name(), role.keys());
                }
            }
            return roles;
        }
    }

    @Command(name = "make", description = "Makes a key, which signs nothing until a role names it.")
    static final class Make implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private FolderOptions folder = new FolderOptions();

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name, for example root-4.")
        private String name = "";

        @Override
        public Integer call() throws ServerFailure {
            ServerFolder of = ServerFolder.open(folder.folder());
            NamedKey key = folder.keys(of).make(name);
            spec.commandLine()
                    .getOut()
                    .println(Sentence.of("key.made", key.name(), key.shortId(), of.keys(), key.name()));
            return 0;
        }
    }

    @Command(
            name = "rotate-root",
            description = {
                "Adds and removes keys of a role and signs what follows from it: for the top-level roles the next root,"
                        + " by the keys of the old root and of the new.",
                "Without --add, --remove and --threshold it gives the root another lifetime."
            })
    static final class RotateRoot implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private FolderOptions folder = new FolderOptions();

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "root (the default), targets, snapshot, timestamp, or an application.")
        private String role = "root";

        @Option(names = "--add", paramLabel = "NAME", description = "A key to add; may be given several times.")
        private List<String> add = new ArrayList<>();

        @Option(
                names = "--remove",
                paramLabel = "NAME|ID",
                description =
                        "A key to remove, by its name or the beginning of its identifier; may be given several times.")
        private List<String> remove = new ArrayList<>();

        @Option(names = "--threshold", paramLabel = "N", description = "How many keys must sign; by default as before.")
        private @Nullable Integer threshold;

        @Override
        public Integer call() throws ServerFailure {
            OptionalInt wanted = threshold == null ? OptionalInt.empty() : OptionalInt.of(threshold);
            return change(spec, folder, new RoleChange(role, add, remove, wanted));
        }
    }

    @Command(name = "threshold", description = "Sets how many keys of a role must sign.")
    static final class Threshold implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private FolderOptions folder = new FolderOptions();

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "root, targets, snapshot, timestamp, or an application.")
        private String role = "";

        @Option(names = "--threshold", required = true, paramLabel = "N", description = "How many keys must sign.")
        private int threshold;

        @Override
        public Integer call() throws ServerFailure {
            return change(spec, folder, new RoleChange(role, List.of(), List.of(), OptionalInt.of(threshold)));
        }
    }

    private static int change(CommandSpec spec, FolderOptions folder, RoleChange change) throws ServerFailure {
        ServerFolder of = ServerFolder.open(folder.folder());
        RoleKeys keys = new KeyRotation(of, folder.keys(of), Instant.now()).change(change);
        spec.commandLine()
                .getOut()
                .println(Sentence.of(
                        "key.signed",
                        change.role(),
                        keys.threshold(),
                        keys.keyIds().size()));
        return 0;
    }
}
