package jp.quickcare.server.repository;

import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.manifest.tuf.TargetInfo;

/**
 * A release that the vendor lists and whose manifest is here.
 *
 * @param name application, version and platform
 * @param counter its place in the order of releases
 * @param listed as the vendor lists it
 */
public record HeldRelease(TargetName name, long counter, TargetInfo listed) {}
