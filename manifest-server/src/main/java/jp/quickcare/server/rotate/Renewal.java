package jp.quickcare.server.rotate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.repository.Lifetimes;
import jp.quickcare.server.repository.RepositorySigner;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;

/** Gives everything that is published another lifetime, without changing what it says. */
public final class Renewal {
    private Renewal() {}

    /**
     * What was done.
     *
     * @param renewed roles signed anew, beside snapshot and timestamp
     * @param leftOut roles whose keys are not here
     */
    public record Renewed(List<String> renewed, List<String> leftOut) {}

    /**
     * Signs anew every role that enough keys are here for.
     *
     * @throws ServerFailure those of snapshot or timestamp are not; or the root is past its date, which nothing that is
     *     signed under it can mend
     */
    public static Renewed run(ServerFolder folder, KeyFolder keys, Instant now) throws ServerFailure {
        return FolderLock.holding(folder.path(), FolderLock.REFRESH, () -> {
            RepositoryState state = RepositoryState.load(folder.ownMetadata(), now);
            state.requireFreshRoot(folder.ownMetadata().path(), now);
            RepositorySigner signer =
                    new RepositorySigner(folder.ownMetadata(), keys, Lifetimes.of(folder.kind()), now);
            Map<String, Targets> again = new LinkedHashMap<>();
            List<String> leftOut = new ArrayList<>();
            for (Map.Entry<String, Targets> role : state.targets().entrySet()) {
                if (signer.canSign(state, role.getKey())) {
                    again.put(role.getKey(), role.getValue());
                } else {
                    leftOut.add(role.getKey());
                }
            }
            signer.commit(state, again);
            return new Renewed(List.copyOf(again.keySet()), leftOut);
        });
    }
}
