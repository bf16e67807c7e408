/** Packs what support needs to know of an installation, and nothing that is nobody's business. */
@NullMarked
package jp.quickcare.launcher.support;

import org.jspecify.annotations.NullMarked;
