package jp.quickcare.launcher.update;

import java.util.Optional;
import jp.quickcare.launcher.delta.RuntimeChoice;

/**
 * A newer Java runtime that comes with the next update that somebody asks for, or before (SPEC A22).
 *
 * @param version as it is offered
 * @param inForce what the one in force is called; empty where the installation brings none yet
 * @param choice how it would be brought
 */
public record NewerRuntime(String version, Optional<String> inForce, RuntimeChoice choice) {}
