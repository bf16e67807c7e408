package jp.quickcare.server.publish;

import java.nio.file.Path;
import java.util.OptionalLong;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.server.deltas.DeltaOrder;

/**
 * What is to be published.
 *
 * @param name application, version and platform
 * @param from the folder with the release's files
 * @param settings what the files do not tell
 * @param counter its place in the order of releases; by default the next
 * @param floor the lowest installed counter that may go down to it; 0 takes a floor away
 * @param deltas which deltas come with it, when it is new
 */
public record PublishRequest(
        TargetName name,
        Path from,
        ReleaseSettings settings,
        OptionalLong counter,
        OptionalLong floor,
        DeltaOrder deltas) {}
