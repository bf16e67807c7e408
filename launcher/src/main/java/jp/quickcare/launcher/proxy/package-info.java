/** Through which proxy a server is reached, and what that proxy is told. */
@NullMarked
package jp.quickcare.launcher.proxy;

import org.jspecify.annotations.NullMarked;
