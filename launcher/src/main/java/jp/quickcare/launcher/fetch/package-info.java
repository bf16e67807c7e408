/** Brings bytes over HTTP: bounded, timed, resumed, from whichever source serves them honestly. */
@NullMarked
package jp.quickcare.launcher.fetch;

import org.jspecify.annotations.NullMarked;
