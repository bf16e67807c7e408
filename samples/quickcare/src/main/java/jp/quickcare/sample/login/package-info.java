/** The first screen: who is there, which version this is, and whether a newer one is ready. */
@NullMarked
package jp.quickcare.sample.login;

import org.jspecify.annotations.NullMarked;
