package jp.quickcare.manifest.release;

import jp.quickcare.manifest.digest.Sha256;

/**
 * An object that only saves bytes: without it a release can be installed all the same. It is stored as it is.
 *
 * @param what for people: which one it is
 * @param lengthBytes of the object
 * @param sha256 of the object
 */
public record SavingObject(String what, long lengthBytes, Sha256 sha256) {}
