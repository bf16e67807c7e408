package jp.quickcare.server.console.page;

import java.util.List;

/**
 * What the PCs are to run, which releases are here, how to bring one in.
 *
 * @param offers in force, by application and channel
 * @param releases on this server, newest first
 * @param job the import that runs or ran last
 * @param from what was typed where an import comes from
 */
public record ReleasesPage(List<OfferRow> offers, List<ReleaseRow> releases, ImportState job, String from) {
    /**
     * What one channel is to run.
     *
     * @param app its id
     * @param appName its name for people
     * @param channel which channel
     * @param version of the release
     * @param platforms for which that is so
     * @param mode the start mode's word
     * @param message in the visitor's language; empty for none
     * @param newInstalls whether PCs that never had it may install it
     * @param requiredBefore a PC with an older release than some before is asked, whatever the mode
     */
    public record OfferRow(
            String app,
            String appName,
            String channel,
            String version,
            String platforms,
            String mode,
            String message,
            boolean newInstalls,
            boolean requiredBefore) {}

    /**
     * A release, all its platforms.
     *
     * @param app its id
     * @param appName its name for people
     * @param version its version
     * @param platforms that it is here for
     * @param files of the largest platform
     * @param bytes of the largest platform
     * @param channels where it is offered; empty for nowhere
     * @param newest whether none of its application is newer
     */
    public record ReleaseRow(
            String app,
            String appName,
            String version,
            String platforms,
            int files,
            long bytes,
            List<String> channels,
            boolean newest) {}
}
