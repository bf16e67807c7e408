package jp.quickcare.launcher.update;

/**
 * A newer launcher, which the next update brings before anything else (SPEC A21). It comes whole: launchers have no deltas.
 *
 * @param version as it is offered
 * @param inForce version of the one in force
 * @param bytes to bring; 0 where all of it was brought before
 */
public record NewerLauncher(String version, String inForce, long bytes) {}
